package dev.assay.reports.cli;

import dev.assay.host.TemporaryFolder;
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
  private final Path folder = TemporaryFolder.make();
  private boolean kept;

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
