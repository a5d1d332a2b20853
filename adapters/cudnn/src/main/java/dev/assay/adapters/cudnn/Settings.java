package dev.assay.adapters.cudnn;

import java.util.Optional;
import java.util.Properties;

/**
 * How convolutions choose their algorithms.
 *
 * @param math the arithmetic
 * @param algorithm the only algorithm to use, by the end of cuDNN's name: {@code IMPLICIT_GEMM},
 *     {@code ALGO_1}, {@code WINOGRAD}. By default the fastest of those that neither transform
 *     (FFT, Winograd) nor give other bits every time
 * @param measured whether the fastest is found by trying each, or else by cuDNN's own guess
 * @param repeatable whether algorithms that cuDNN calls non-deterministic are left out
 * @param workspaceBytes the most memory that an algorithm may use beside its arrays
 */
record Settings(
    MathMode math,
    Optional<String> algorithm,
    boolean measured,
    boolean repeatable,
    long workspaceBytes) {

  static final String ALGORITHM = "assay.cudnn.algorithm";
  static final String SEARCH = "assay.cudnn.search";
  static final String NON_DETERMINISTIC = "assay.cudnn.nondeterministic";
  static final String WORKSPACE = "assay.cudnn.workspace";

  private static final String MEASURED = "measured";
  private static final String GUESSED = "guessed";
  private static final String DEFAULT_WORKSPACE_MIB = "1024";
  private static final int BITS_OF_MIB = 20;

  /**
   * Reads system properties.
   *
   * @throws IllegalArgumentException if one makes no sense, with those that do
   */
  static Settings of(MathMode math, Properties properties) {
    String search = properties.getProperty(SEARCH, MEASURED);
    if (!search.equals(MEASURED) && !search.equals(GUESSED)) {
      throw new IllegalArgumentException(
          SEARCH + "=" + search + " must be " + MEASURED + " or " + GUESSED);
    }
    return new Settings(
        math,
        Optional.ofNullable(properties.getProperty(ALGORITHM)),
        search.equals(MEASURED),
        !Boolean.parseBoolean(properties.getProperty(NON_DETERMINISTIC, "false")),
        workspace(properties.getProperty(WORKSPACE, DEFAULT_WORKSPACE_MIB)));
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

  /** For people: what {@link #algorithm}, {@link #measured} and {@link #repeatable} amount to. */
  String algorithms() {
    return algorithm.orElseGet(
        () ->
            (measured ? "fastest as measured" : "fastest as guessed")
                + " of those without transform"
                + (repeatable ? ", deterministic" : ""));
  }
}
