package dev.assay.reports.history;

import java.nio.file.Path;

/**
 * A file that is not part of the history.
 *
 * @param reason why, with the remedy; it names the file
 */
public record SkippedFile(Path file, String reason) implements FileContent {}
