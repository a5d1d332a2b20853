package dev.assay.bench;

/** A workload that does not exist or is malformed; the message names file, line and remedy. */
public final class InvalidWorkloadException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public InvalidWorkloadException(String message) {
    super(message);
  }
}
