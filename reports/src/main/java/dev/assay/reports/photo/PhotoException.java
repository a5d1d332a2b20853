package dev.assay.reports.photo;

import java.io.IOException;
import java.nio.file.Path;

/** A file holds no photo that can be decoded; the message is one line. */
public final class PhotoException extends IOException {
  private static final long serialVersionUID = 1;

  PhotoException(Path file, String problem) {
    super(file + " " + problem);
  }
}
