package dev.assay.reference.numeric;

import java.util.Arrays;
import java.util.Optional;

/**
 * Which arithmetic a backend really used, judged by the median of its {@link ErrorDistribution}.
 *
 * <p>Two inputs rounded to p bits are off by up to 2^−p each, relatively; the median error of a sum
 * of their products is then about 0.28·2^(24−p) units: 2 300 for the 11 bits of TF32 and float16,
 * 18 000 for the 8 bits of bfloat16. Bits that are cut off instead make four to five times as much
 * of it, since all factors get smaller: 9 000 to 12 600 with TF32. Float32 sums of some hundred
 * terms have medians of about one. The limits lie between these.
 */
public enum PrecisionClass {
  /** Float32, or better inside. */
  F32("f32", 16),
  /** Float32 by an algorithm or function that loses digits, as Winograd's convolution does. */
  F32_APPROXIMATE("f32, approximate", 400),
  /** 11 bits of mantissa. */
  TF32("tf32 or f16", 15_000),
  /** 8 bits of mantissa, or fewer. */
  BF16("bf16", Double.POSITIVE_INFINITY);

  /** Fewer elements say too little. */
  private static final int FEWEST_ELEMENTS = 100;

  private final String text;
  private final double limit;

  PrecisionClass(String text, double limit) {
    this.text = text;
    this.limit = limit;
  }

  /** The class of a distribution; empty if it holds too little to tell. */
  public static Optional<PrecisionClass> of(ErrorDistribution errors) {
    return errors.total() < FEWEST_ELEMENTS
        ? Optional.empty()
        : Optional.of(ofMedian(errors.median()));
  }

  /**
   * The class of errors with this median.
   *
   * @throws java.util.NoSuchElementException if it is NaN
   */
  public static PrecisionClass ofMedian(double median) {
    return Arrays.stream(values())
        .filter(candidate -> median <= candidate.limit)
        .findFirst()
        .orElseThrow();
  }

  /** For reports: {@code tf32 or f16}. */
  @Override
  public String toString() {
    return text;
  }
}
