package dev.assay.reports.record;

/**
 * A folder, or a file in it, cannot be written or read; the message says why and what to do, in one
 * line.
 */
public final class FolderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public FolderException(String message, Throwable cause) {
    super(message, cause);
  }

  public FolderException(String message) {
    super(message);
  }
}
