package dev.assay.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What running a problem takes beside the time of each run.
 *
 * @param firstSeconds how long the first run took, which pays for everything done once
 * @param peakBytes the most resident memory of the process while it ran, preparations aside; empty
 *     where the system does not tell
 * @param deviceBytes what it holds of the device's own memory; empty if it is not known, or there
 *     is none
 */
public record RunCost(double firstSeconds, OptionalLong peakBytes, OptionalLong deviceBytes) {
  private static final String FIRST = "first=";
  private static final String PEAK = "peak=";
  private static final String DEVICE = "device=";

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
  static RunCost end(double firstSeconds, OptionalLong deviceBytes) {
    return new RunCost(firstSeconds, peak(), deviceBytes);
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
    List<String> words = List.of(text.split(" ", -1));
    String first =
        value(words, FIRST)
            .orElseThrow(() -> new IllegalArgumentException("no cost of a run: '" + text + "'"));
    return new RunCost(Double.parseDouble(first), bytes(words, PEAK), bytes(words, DEVICE));
  }

  private static OptionalLong bytes(List<String> words, String name) {
    return value(words, name).stream().mapToLong(Long::parseLong).findFirst();
  }

  private static Optional<String> value(List<String> words, String name) {
    return words.stream()
        .filter(word -> word.startsWith(name))
        .map(word -> word.substring(name.length()))
        .findFirst();
  }

  /** {@code first=0.25 peak=123456 device=7890}. */
  @Override
  public String toString() {
    return FIRST + firstSeconds + word(PEAK, peakBytes) + word(DEVICE, deviceBytes);
  }

  private static String word(String name, OptionalLong bytes) {
    return bytes.isPresent() ? " " + name + bytes.getAsLong() : "";
  }
}
