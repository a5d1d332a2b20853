package dev.assay.reference.op;

/** Parameters that make no operation; the message names the parameter and its value. */
public final class InvalidOperationException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public InvalidOperationException(String message) {
    super(message);
  }
}
