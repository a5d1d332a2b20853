package dev.assay.reports.record;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other processes from writing to a run's folder while the run goes on. The system gives it
 * up however the process ends; the file that it takes is there only while the run goes on, or was
 * killed.
 */
public final class RunLock implements AutoCloseable {
  static final String FILE = "run.lock";

  private final Path file;
  private final FileChannel channel;

  private RunLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the folder.
   *
   * @return null if another one has it
   */
  static @Nullable RunLock in(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    while (true) {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        channel.close();
        return null;
      }
      // Whoever had it may have deleted the file in between, which the next one makes anew.
      if (Files.exists(file)) {
        return new RunLock(file, channel);
      }
      channel.close();
    }
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

  /** Gives the folder up, once. */
  @Override
  public synchronized void close() {
    if (!channel.isOpen()) {
      return;
    }
    try (channel) {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // Then the file stays, which keeps nobody out.
    }
  }
}
