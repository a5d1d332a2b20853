package dev.assay.spi.known;

import java.util.Set;

/**
 * Which of oneDNN's kernels compute. What is known of them is known of those for x86-64; other
 * processors have others.
 */
public final class OneDnnKernels {
  /** As Linux and Windows, and as macOS, call it. */
  private static final Set<String> X64 = Set.of("amd64", "x86_64");

  private OneDnnKernels() {}

  /** Whether those for x86-64 do on this machine, if any of oneDNN's. */
  public static boolean areForX64() {
    return X64.contains(System.getProperty("os.arch"));
  }
}
