package dev.assay.host;

/** Something about a backend that the user can mend; the message is one line with the remedy. */
public final class HostException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public HostException(String message) {
    super(message);
  }

  public HostException(String message, Throwable cause) {
    super(message, cause);
  }
}
