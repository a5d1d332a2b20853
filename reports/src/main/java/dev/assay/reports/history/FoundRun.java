package dev.assay.reports.history;

import java.nio.file.Path;

/**
 * A run and where it is.
 *
 * @param file its record
 */
public record FoundRun(Path file, RunDigest run) implements FileContent {}
