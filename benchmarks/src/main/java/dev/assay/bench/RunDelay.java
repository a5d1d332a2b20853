package dev.assay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/**
 * How long threads were ready to run and had to wait for a processor so far, in seconds, as Linux
 * accounts for it. Nothing on other systems.
 *
 * @param threads their folders in {@code /proc}
 */
record RunDelay(List<Path> threads) implements DoubleSupplier {
  private static final Path THREADS = Path.of("/proc/self/task");
  private static final String NANOSECONDS = "schedstat";
  private static final double NANO = 1e-9;

  /**
   * Of the backend's thread, and of those that native libraries have started from it so far: they
   * inherit its name.
   */
  static RunDelay ofBackend() {
    return of(THREADS, BackendThread.NAME);
  }

  /** Of all threads of a name. */
  static RunDelay of(Path folder, String name) {
    try (Stream<Path> threads = Files.list(folder)) {
      return new RunDelay(threads.filter(thread -> word(thread, "comm", 0).equals(name)).toList());
    } catch (IOException e) {
      return new RunDelay(List.of());
    }
  }

  /** The file is {@code running waiting times}: nanoseconds, and how often it got a processor. */
  @Override
  public double getAsDouble() {
    return threads.stream()
        .map(thread -> word(thread, NANOSECONDS, 1))
        .filter(waiting -> !waiting.isEmpty())
        .mapToDouble(waiting -> Long.parseLong(waiting) * NANO)
        .sum();
  }

  /** One word of a file; empty if it is not there, or the thread no longer. */
  private static String word(Path thread, String file, int index) {
    try {
      String[] words = Files.readString(thread.resolve(file)).strip().split(" ", -1);
      return index < words.length ? words[index] : "";
    } catch (IOException e) {
      return "";
    }
  }
}
