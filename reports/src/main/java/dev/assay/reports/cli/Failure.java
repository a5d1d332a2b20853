package dev.assay.reports.cli;

import dev.assay.reports.record.FileTrouble;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Ends the command with one line, which names the remedy, and an exit code. Where the command line
 * is to blame, the way to its help follows.
 */
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

  /** The command line asks for what cannot be. */
  static Failure usage(String message) {
    return new Failure(ExitCode.USAGE, message);
  }

  /** A file that the command was given cannot be read, or is not what it should be. */
  static Failure reading(IOException e) {
    return e instanceof FileSystemException system
        ? new Failure(
            ExitCode.DATA,
            "cannot read "
                + system.getFile()
                + "; "
                + FileTrouble.reason(e)
                + (e instanceof NoSuchFileException ? "" : "; name a file that can be read"))
        : new Failure(ExitCode.DATA, e);
  }

  /** A file that the command was to make cannot be written. */
  static Failure writing(Path file, IOException e) {
    return new Failure(
        ExitCode.CANNOT_CREATE,
        "cannot write " + file + "; " + FileTrouble.reason(e) + "; name another folder");
  }

  /** Refuses a folder where a file is to be read; that alone would not say which. */
  static void ifFolder(Path file) {
    if (Files.isDirectory(file)) {
      throw new Failure(ExitCode.DATA, "cannot read " + file + "; it is a folder; name a file");
    }
  }

  int exitCode() {
    return exitCode;
  }
}
