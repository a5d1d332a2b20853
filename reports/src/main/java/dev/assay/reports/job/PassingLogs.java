package dev.assay.reports.job;

import dev.assay.host.TemporaryFolder;
import java.nio.file.Path;

/**
 * What the backends print in a command that keeps no record: gone when the command ends, unless one
 * of them died.
 */
final class PassingLogs implements AutoCloseable {
  private final TemporaryFolder folder = new TemporaryFolder();

  Path path() {
    return folder.path();
  }

  /** Keeps them for whoever wants to know what a backend died of. */
  void keep() {
    folder.keep();
    System.err.println("assay: what the backend printed is kept in " + path());
  }

  @Override
  public void close() {
    folder.close();
  }
}
