package dev.assay.spi;

/** The device asked for is not there; the message says what is. */
public final class DeviceUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DeviceUnavailableException(String message) {
    super(message);
  }
}
