package dev.assay.reports.record;

/** Runs cannot be joined; the message says why and what to do, in one line. */
public final class MergeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MergeException(String message) {
    super(message);
  }
}
