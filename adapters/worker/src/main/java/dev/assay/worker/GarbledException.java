package dev.assay.worker;

import java.io.IOException;

/** What came over the wire is not what the protocol says. */
public final class GarbledException extends IOException {
  private static final long serialVersionUID = 1;

  public GarbledException(String message) {
    super(message);
  }

  /**
   * @param cause says what about it makes no sense
   */
  GarbledException(Exception cause) {
    super("what makes no sense: " + cause.getMessage(), cause);
  }
}
