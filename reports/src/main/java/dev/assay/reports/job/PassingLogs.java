package dev.assay.reports.job;

import dev.assay.host.TemporaryFolder;
import java.nio.file.Path;

/**
 * What the backends print in a command that keeps no record: gone when the command ends, unless one
 * of them died.
 */
final class PassingLogs implements AutoCloseable {
  private final TemporaryFolder folder = new TemporaryFolder();
  private boolean kept;

  Path path() {
    return folder.path();
  }

  /** Keeps them for whoever wants to know what a backend died of. */
  void keep() {
    kept = true;
    folder.keep();
  }

  @Override
  public void close() {
    if (kept) {
      System.err.println("assay: what the backend printed is kept in " + path());
    }
    folder.close();
  }
}
