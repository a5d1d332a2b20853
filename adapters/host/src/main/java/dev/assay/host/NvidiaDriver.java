package dev.assay.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whether this machine has a driver for NVIDIA cards, as far as can be told without loading it;
 * what it says of its cards only a backend that is started can tell.
 */
public final class NvidiaDriver {
  /** What the driver makes: on Linux, on Linux inside Windows, and on Windows. */
  private static final List<String> TRACES =
      List.of("dev/nvidiactl", "dev/dxg", "Windows/System32/nvcuda.dll");

  private NvidiaDriver() {}

  /** Why there can be no card to compute on; empty if there may be one. */
  public static Optional<String> missing() {
    return missing(Path.of("/"));
  }

  static Optional<String> missing(Path root) {
    return TRACES.stream().map(root::resolve).anyMatch(Files::exists)
        ? Optional.empty()
        : Optional.of("no NVIDIA driver here");
  }
}
