package dev.assay.reference.oracle;

import dev.assay.reference.numeric.ProductPrecision;

/** Ways in which hardware makes the factors of products shorter. */
public enum FactorRounding {
  NONE(ProductPrecision.F32, 0, false),
  TF32_TO_NEAREST(ProductPrecision.TF32, 13, true),
  /** The last bits are not looked at. */
  TF32_CUT_OFF(ProductPrecision.TF32, 13, false),
  BF16_TO_NEAREST(ProductPrecision.BF16, 16, true),
  BF16_CUT_OFF(ProductPrecision.BF16, 16, false);

  private final ProductPrecision precision;
  private final int dropped;
  private final boolean nearest;

  /**
   * @param dropped how many bits of a float32 are lost
   */
  FactorRounding(ProductPrecision precision, int dropped, boolean nearest) {
    this.precision = precision;
    this.dropped = dropped;
    this.nearest = nearest;
  }

  /** As which it has to be declared. */
  public ProductPrecision precision() {
    return precision;
  }

  /** A factor as the hardware takes it. */
  public float of(float factor) {
    if (dropped == 0 || !Float.isFinite(factor)) {
      return factor;
    }
    int bits = Float.floatToRawIntBits(factor);
    int up = nearest ? (1 << (dropped - 1)) - 1 + (bits >> dropped & 1) : 0; // halves to even
    return Float.intBitsToFloat((bits + up) >> dropped << dropped);
  }

  float[] of(float[] factors) {
    float[] rounded = new float[factors.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = of(factors[i]);
    }
    return rounded;
  }
}
