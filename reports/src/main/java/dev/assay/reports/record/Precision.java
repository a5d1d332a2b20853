package dev.assay.reports.record;

import dev.assay.reference.numeric.ErrorDistribution;
import dev.assay.reference.numeric.PrecisionClass;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic that a backend's errors speak of, over all elements of problems of signed reals.
 *
 * @param arithmetic {@code f32}, {@code f32, approximate}, {@code tf32 or f16} or {@code bf16}
 * @param median of error / (u·Σ|terms|/√K)
 * @param maximum likewise
 * @param elements how many were compared
 * @param histogram how many by size, in quarter octaves from the smallest; what merging needs; null
 *     in runs before there was any
 */
public record Precision(
    String arithmetic,
    double median,
    double maximum,
    long elements,
    @Nullable SortedMap<Integer, Long> histogram) {

  public Precision {
    Objects.requireNonNull(arithmetic, "arithmetic");
    histogram =
        histogram == null ? null : Collections.unmodifiableSortedMap(new TreeMap<>(histogram));
  }

  /** What a distribution tells; null if it holds too little. */
  public static @Nullable Precision of(ErrorDistribution errors) {
    return PrecisionClass.of(errors)
        .map(
            arithmetic ->
                new Precision(
                    arithmetic.toString(),
                    errors.median(),
                    errors.maximum(),
                    errors.total(),
                    errors.histogram()))
        .orElse(null);
  }

  /** Without what tells how sure it is. */
  public Arithmetic inShort() {
    return new Arithmetic(arithmetic, median);
  }

  /** Both together; null if that cannot be told: a median of medians would be none. */
  static @Nullable Precision of(@Nullable Precision one, @Nullable Precision other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    if (one.histogram == null || other.histogram == null) {
      return null;
    }
    ErrorDistribution both = ErrorDistribution.of(one.histogram, one.maximum);
    both.add(ErrorDistribution.of(other.histogram, other.maximum));
    return of(both);
  }
}
