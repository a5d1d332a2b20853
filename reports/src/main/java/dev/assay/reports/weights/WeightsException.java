package dev.assay.reports.weights;

import java.io.IOException;
import java.nio.file.Path;

/** A file holds no weights, or those of another network; the message is one line. */
public final class WeightsException extends IOException {
  private static final long serialVersionUID = 1;

  WeightsException(Path file, String problem) {
    super(file + " " + problem);
  }
}
