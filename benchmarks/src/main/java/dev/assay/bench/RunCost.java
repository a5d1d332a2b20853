package dev.assay.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What running a problem takes beside the time of each run.
 *
 * @param firstSeconds how long the first run took, which pays for everything done once
 * @param peakBytes the most resident memory of the process while it ran, preparations aside; empty
 *     where the system does not tell
 */
public record RunCost(double firstSeconds, OptionalLong peakBytes) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");

  /** Makes Linux measure the peak of resident memory from now on. */
  private static final String FORGET_PEAK = "5";

  /**
   * Begins to measure memory: what preparing left on the heap is collected, and the peak so far
   * forgotten.
   */
  static void begin() {
    System.gc();
    try {
      Files.writeString(CLEAR, FORGET_PEAK);
    } catch (IOException e) {
      // Then the peak is that of the whole process, or not known at all.
    }
  }

  /** Reads the peak since {@link #begin}. */
  static RunCost end(double firstSeconds) {
    return new RunCost(firstSeconds, peak());
  }

  private static OptionalLong peak() {
    try {
      // The line is "VmHWM:     123456 kB".
      return Files.readAllLines(STATUS, StandardCharsets.UTF_8).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst();
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /**
   * Reads what {@link #toString} gave.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static RunCost parse(String text) {
    String[] words = text.split(" ", -1);
    if (words.length == 0 || !words[0].startsWith("first=")) {
      throw new IllegalArgumentException("no cost of a run: '" + text + "'");
    }
    double first = Double.parseDouble(words[0].substring("first=".length()));
    return new RunCost(
        first,
        words.length > 1
            ? OptionalLong.of(Long.parseLong(words[1].substring("peak=".length())))
            : OptionalLong.empty());
  }

  /** {@code first=0.25 peak=123456}. */
  @Override
  public String toString() {
    return "first="
        + firstSeconds
        + (peakBytes.isPresent() ? " peak=" + peakBytes.getAsLong() : "");
  }
}
