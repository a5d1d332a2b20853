package dev.assay.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A new folder among the temporary files, for its owner alone. It is gone when it is closed, or
 * else when the application ends, in whatever way it lets a JVM know.
 */
public final class TemporaryFolder implements AutoCloseable {
  private static final Set<TemporaryFolder> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> OPEN.forEach(TemporaryFolder::close), "temporary-folders"));
  }

  private final Path path;

  /**
   * Makes one.
   *
   * @throws UnwritableFolderException if none can be made, with the remedy
   */
  public TemporaryFolder() {
    try {
      path = Files.createTempDirectory("assay");
    } catch (IOException e) {
      throw unusable(e);
    }
    OPEN.add(this);
  }

  public Path path() {
    return path;
  }

  /** Leaves it to its user. */
  public void keep() {
    OPEN.remove(this);
  }

  /** That it, or something in it, cannot be made. */
  static UnwritableFolderException unusable(IOException e) {
    return new UnwritableFolderException(
        "cannot write to the folder for temporary files ("
            + e.getMessage()
            + "); free space there, or name another with ASSAY_JAVA_OPTIONS=-Djava.io.tmpdir=…",
        e);
  }

  /** Deletes it, unless it is kept. */
  @Override
  public void close() {
    if (!OPEN.remove(this)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> leavesFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : leavesFirst) {
        Files.delete(file);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println("assay: " + path + " is of no more use, and cannot be deleted");
    }
  }
}
