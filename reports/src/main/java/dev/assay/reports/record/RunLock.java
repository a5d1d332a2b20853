package dev.assay.reports.record;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other processes from writing to a run's folder while the run goes on. The system gives it
 * up however the process ends. The file that it takes stays: were it deleted, one process could
 * hold the lock of the deleted file while another holds that of a new one.
 */
public final class RunLock implements AutoCloseable {
  static final String FILE = "run.lock";

  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the folder.
   *
   * @return null if another one has it
   */
  static @Nullable RunLock in(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock(channel)) {
      return new RunLock(channel);
    }
    channel.close();
    return null;
  }

  private static boolean lock(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // this very process has it
    } catch (IOException e) {
      return true; // some network file systems have no locks, and no run must fail of that
    }
  }

  /** Gives the folder up. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Then the end of this process gives it up.
    }
  }
}
