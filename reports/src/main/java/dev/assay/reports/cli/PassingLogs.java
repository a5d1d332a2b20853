package dev.assay.reports.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the backends print in a command that keeps no record: gone when the command ends, unless one
 * of them died.
 */
final class PassingLogs implements AutoCloseable {
  private final Path folder = folder();
  private boolean kept;

  private static Path folder() {
    try {
      return Files.createTempDirectory("assay");
    } catch (IOException e) {
      throw new Failure(
          ExitCode.CANNOT_CREATE,
          "cannot write to the folder for temporary files ("
              + e.getMessage()
              + "); free space there, or name another with ASSAY_JAVA_OPTIONS=-Djava.io.tmpdir=…");
    }
  }

  Path path() {
    return folder;
  }

  /** Keeps them for whoever wants to know what a backend died of. */
  void keep() {
    kept = true;
  }

  @Override
  public void close() {
    if (kept) {
      System.err.println("assay: what the backend printed is kept in " + folder);
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> leavesFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : leavesFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      System.err.println("assay: " + folder + " is of no more use, and cannot be deleted");
    }
  }
}
