package dev.assay.reference.tensor;

/**
 * The floating-point type a backend computes in.
 *
 * <p>There is no float64 here yet: the oracle itself computes in float64, so judging a float64
 * backend needs an oracle of higher precision.
 */
public enum DataType {
  /** IEEE 754 binary32. */
  F32("f32", 0x1p-24, Float.MIN_NORMAL, 1 << 24);

  private final String text;
  private final double unitRoundoff;
  private final double minNormal;
  private final long maxExactInteger;

  DataType(String text, double unitRoundoff, double minNormal, long maxExactInteger) {
    this.text = text;
    this.unitRoundoff = unitRoundoff;
    this.minNormal = minNormal;
    this.maxExactInteger = maxExactInteger;
  }

  /** u: the largest relative error of one rounding to nearest. */
  public double unitRoundoff() {
    return unitRoundoff;
  }

  /** The smallest positive normal number; below it a backend may flush to zero. */
  public double minNormal() {
    return minNormal;
  }

  /** Every integer up to this magnitude is representable. */
  public long maxExactInteger() {
    return maxExactInteger;
  }

  /** As it appears in a problem's text. */
  @Override
  public String toString() {
    return text;
  }
}
