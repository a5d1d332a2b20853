package dev.assay.reports.console;

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
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  public Failure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public Failure(int exitCode, Exception cause) {
    super(cause.getMessage(), cause);
    this.exitCode = exitCode;
  }

  /** The command line asks for what cannot be. */
  public static Failure usage(String message) {
    return new Failure(ExitCode.USAGE, message);
  }

  /** A file that the command was given cannot be read, or is not what it should be. */
  public static Failure reading(IOException e) {
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
  public static Failure writing(Path file, IOException e) {
    return new Failure(
        ExitCode.CANNOT_CREATE,
        "cannot write " + file + "; " + FileTrouble.reason(e) + "; name another folder");
  }

  /** Refuses a folder where a file is to be read; that alone would not say which. */
  public static void ifFolder(Path file) {
    if (Files.isDirectory(file)) {
      throw new Failure(ExitCode.DATA, "cannot read " + file + "; it is a folder; name a file");
    }
  }

  public int exitCode() {
    return exitCode;
  }
}
