package dev.assay.reports.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

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

  /** A file that the command was given cannot be read, or is not what it should be. */
  static Failure reading(IOException e) {
    return e instanceof FileSystemException missing
        ? new Failure(
            ExitCode.DATA,
            "cannot read "
                + missing.getFile()
                + (e instanceof NoSuchFileException
                    ? "; there is no such file"
                    : ": " + missing.getReason()))
        : new Failure(ExitCode.DATA, e);
  }

  int exitCode() {
    return exitCode;
  }
}
