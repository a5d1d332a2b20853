package dev.assay.adapters.cudnn;

import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * The arithmetic, and how convolutions choose their algorithms.
 *
 * @param math the arithmetic
 * @param algorithms the only algorithms to use, by the end of cuDNN's names: {@code IMPLICIT_GEMM},
 *     {@code ALGO_1}; of several in one direction, the first that can. None: the fastest
 * @param any whether the fastest may be any at all, or else only one that neither transforms (FFT,
 *     Winograd) nor gives other bits every time
 * @param measured whether the fastest is found by trying each, or else by cuDNN's own guess
 * @param workspaceBytes the most memory that an algorithm may use beside its arrays
 */
record Settings(
    MathMode math, List<String> algorithms, boolean any, boolean measured, long workspaceBytes) {

  static final String MATH = "assay.cudnn.math";
  static final String ALGORITHMS = "assay.cudnn.algorithms";
  static final String SEARCH = "assay.cudnn.search";
  static final String WORKSPACE = "assay.cudnn.workspace";

  private static final String ANY = "any";
  private static final String MEASURED = "measured";
  private static final String GUESSED = "guessed";
  private static final String DEFAULT_WORKSPACE_MIB = "1024";
  private static final int BITS_OF_MIB = 20;

  Settings {
    algorithms = List.copyOf(algorithms);
  }

  /**
   * Reads system properties.
   *
   * @throws IllegalArgumentException if one makes no sense, with those that do
   */
  static Settings of(Properties properties) {
    String algorithms = properties.getProperty(ALGORITHMS, "");
    return new Settings(
        math(properties.getProperty(MATH, MathMode.F32.toString())),
        algorithms.isEmpty() || algorithms.equals(ANY) ? List.of() : names(algorithms),
        algorithms.equals(ANY),
        isMeasured(properties.getProperty(SEARCH, MEASURED)),
        workspace(properties.getProperty(WORKSPACE, DEFAULT_WORKSPACE_MIB)));
  }

  private static MathMode math(String text) {
    return Arrays.stream(MathMode.values())
        .filter(mode -> mode.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(MATH + "=" + text + " must be f32 or tf32"));
  }

  private static List<String> names(String text) {
    List<String> names = List.of(text.split(",", -1));
    Set<String> all = Algorithms.names();
    if (!all.containsAll(names)) {
      throw new IllegalArgumentException(
          ALGORITHMS + "=" + text + " must be any, or some of " + String.join(",", all));
    }
    return names;
  }

  private static boolean isMeasured(String text) {
    if (!text.equals(MEASURED) && !text.equals(GUESSED)) {
      throw new IllegalArgumentException(
          SEARCH + "=" + text + " must be " + MEASURED + " or " + GUESSED);
    }
    return text.equals(MEASURED);
  }

  private static long workspace(String mib) {
    try {
      long bytes = Math.multiplyExact(Long.parseLong(mib), 1L << BITS_OF_MIB);
      if (bytes >= 0) {
        return bytes;
      }
    } catch (NumberFormatException | ArithmeticException e) {
      // Told below, like a negative number.
    }
    throw new IllegalArgumentException(WORKSPACE + "=" + mib + " must be a number of MiB");
  }

  /** Whether only convolutions are computed otherwise than by default. */
  boolean concernConvolutionsAlone() {
    return math == MathMode.F32 && (any || !algorithms.isEmpty());
  }

  /** For people: how convolutions choose their algorithms. */
  String choice() {
    if (!algorithms.isEmpty()) {
      return String.join(", ", algorithms);
    }
    return (measured ? "fastest as measured" : "fastest as guessed")
        + (any ? "" : " of those without transform, deterministic");
  }
}
