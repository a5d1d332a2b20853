package dev.assay.adapters.dl4j.cuda;

import java.util.List;

/**
 * A compute capability, as NVIDIA calls what a card can do: that of a card, or that code was
 * compiled for.
 */
record Capability(int major, int minor) {
  /**
   * Read from the natives of 1.0.0-M2.1. They hold nothing that a driver could compile for more.
   */
  private static final List<Capability> LINUX =
      List.of(
          new Capability(3, 7),
          new Capability(5, 0),
          new Capability(5, 2),
          new Capability(6, 0),
          new Capability(6, 1),
          new Capability(7, 0),
          new Capability(7, 5),
          new Capability(8, 0),
          new Capability(8, 6));

  private static final List<Capability> WINDOWS =
      List.of(
          new Capability(5, 0),
          new Capability(5, 2),
          new Capability(6, 1),
          new Capability(7, 5),
          new Capability(8, 6));

  /** Those that ND4J's natives for an operating system have code for. */
  static List<Capability> ofNatives(String operatingSystem) {
    return operatingSystem.startsWith("Windows") ? WINDOWS : LINUX;
  }

  /** Whether a card of this one runs code that was compiled for another. */
  boolean runs(Capability code) {
    return code.major == major && code.minor <= minor;
  }

  /** {@code 8.6}. */
  @Override
  public String toString() {
    return major + "." + minor;
  }
}
