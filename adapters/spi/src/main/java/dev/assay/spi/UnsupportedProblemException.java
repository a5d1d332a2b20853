package dev.assay.spi;

/** A backend cannot compute a problem; the message says what it lacks. */
public final class UnsupportedProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnsupportedProblemException(String reason) {
    super(reason);
  }
}
