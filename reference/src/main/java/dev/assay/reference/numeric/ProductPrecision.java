package dev.assay.reference.numeric;

import java.util.Arrays;
import java.util.Locale;

/**
 * How a backend rounds the two factors of each product in convolutions and matrix products, as it
 * declares. What adds the products up, and everything else, is float32 in any case.
 *
 * <p>Such an arithmetic is asked for because it is several times as fast; its results are not
 * wrong, but less precise, by an amount that follows from the factors alone. A backend that
 * computes so and says so is judged by a bound that allows for it ({@link ErrorBound}); one that
 * does not say so is judged by that of float32 and fails.
 */
public enum ProductPrecision {
  /** Not at all: 23 bits behind the point. */
  F32(PrecisionClass.F32, 0),
  /**
   * To 10 bits behind the point, with the exponent of float32 (NVIDIA, <i>A100 Tensor Core GPU
   * Architecture</i>, 2020).
   */
  TF32(PrecisionClass.TF32, 0x1p-10),
  /**
   * To bfloat16, the upper half of a float32: 7 bits behind the point (Kalamkar et al., <i>A Study
   * of BFLOAT16 for Deep Learning Training</i>, 2019).
   */
  BF16(PrecisionClass.BF16, 0x1p-7);

  private final PrecisionClass arithmetic;
  private final double ofFactor;

  /**
   * @param ofFactor ρ, the largest relative error of a factor. Kernels round to nearest or just
   *     drop the last bits; the latter is worse and loses less than the last bit that is kept
   */
  ProductPrecision(PrecisionClass arithmetic, double ofFactor) {
    this.arithmetic = arithmetic;
    this.ofFactor = ofFactor;
  }

  /** As which its errors show. */
  public PrecisionClass arithmetic() {
    return arithmetic;
  }

  /** ρ, the largest relative error of a factor: what is lost when its last bits are cut off. */
  public double ofFactor() {
    return ofFactor;
  }

  /** The largest relative error of one product, before it is added: (1 + ρ)² − 1. */
  public double error() {
    return (1 + ofFactor) * (1 + ofFactor) - 1;
  }

  /** How far the products of an element may be off together, all to the same side. */
  double error(Gauge gauge) {
    // Not even NaN or ∞ where there is none.
    return this == F32 ? 0 : error() * gauge.products();
  }

  /**
   * The precision of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ProductPrecision parse(String text) {
    return Arrays.stream(values())
        .filter(precision -> precision.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("'" + text + "' is no precision of products"));
  }

  /** {@code tf32}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
