package dev.assay.reference.dataset;

import java.io.IOException;
import java.nio.file.Path;

/** A file does not hold what its format demands; the message is one line that names both. */
public final class DatasetException extends IOException {
  private static final long serialVersionUID = 1;

  DatasetException(Path file, String problem) {
    super(file + " " + problem);
  }
}
