package dev.assay.host;

/**
 * A folder that backends need cannot be written to, which is no fault of theirs; the message is one
 * line with the remedy.
 */
public final class UnwritableFolderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnwritableFolderException(String message, Throwable cause) {
    super(message, cause);
  }
}
