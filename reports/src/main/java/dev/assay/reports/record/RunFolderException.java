package dev.assay.reports.record;

/** A run's folder cannot be written or read; the message says why and what to do, in one line. */
public final class RunFolderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public RunFolderException(String message, Throwable cause) {
    super(message, cause);
  }

  public RunFolderException(String message) {
    super(message);
  }
}
