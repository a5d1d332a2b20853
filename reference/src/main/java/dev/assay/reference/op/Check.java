package dev.assay.reference.op;

/** Parameter checks whose messages name the parameter and its value. */
final class Check {
  private Check() {}

  static void atLeast(int least, String name, int value) {
    require(value >= least, "%s=%s must be at least %s", name, value, least);
  }

  static void atLeast(int least, String name, Extent value) {
    require(
        value.h() >= least && value.w() >= least, "%s=%s must be at least %s", name, value, least);
  }

  static void notNegative(String name, Padding pad) {
    require(
        Math.min(Math.min(pad.top(), pad.bottom()), Math.min(pad.left(), pad.right())) >= 0,
        "%s=%s must not be negative",
        name,
        pad);
  }

  static void finite(String name, double value) {
    require(Double.isFinite(value), "%s=%s must be a finite number", name, value);
  }

  static void require(boolean holds, String message, Object... arguments) {
    if (!holds) {
      throw new InvalidOperationException(String.format(message, arguments));
    }
  }
}
