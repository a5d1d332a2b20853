package dev.assay.verify.suite;

/** Numbers of less precision than asked for. */
final class Rounded {
  private static final double SMALLEST_HALF = 0x1p-24;
  private static final double LARGEST_HALF = 65504;

  private Rounded() {}

  /** A mantissa of so many bits, the hidden one included. */
  static double bits(double value, int bits) {
    return value == 0 ? 0 : quantized(value, Math.scalb(1.0, Math.getExponent(value) - bits + 1));
  }

  /** IEEE binary16, with its narrow range. */
  static double half(double value) {
    double quantum = Math.scalb(1.0, Math.getExponent(value) - 10);
    double rounded = quantized(value, Math.max(quantum, SMALLEST_HALF));
    return Math.abs(rounded) > LARGEST_HALF ? rounded * Double.POSITIVE_INFINITY : rounded;
  }

  private static double quantized(double value, double quantum) {
    return Math.rint(value / quantum) * quantum;
  }
}
