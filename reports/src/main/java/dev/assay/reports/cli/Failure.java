package dev.assay.reports.cli;

/** Ends the command with one line, which names the remedy, and an exit code. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  Failure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  Failure(int exitCode, Exception cause) {
    super(cause.getMessage(), cause);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
