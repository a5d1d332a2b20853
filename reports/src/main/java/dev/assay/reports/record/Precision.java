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
 * @param histogram how many by size, in quarter octaves from the smallest; what merging needs
 * @param problems how many problems by the median of their elements, likewise. The elements of one
 *     problem are alike, so it is these that tell how much depends on which problems were tried
 */
public record Precision(
    String arithmetic,
    double median,
    double maximum,
    long elements,
    SortedMap<Integer, Long> histogram,
    SortedMap<Integer, Long> problems) {

  /**
   * Among the results of many operations, backends and directions hardly one median is further from
   * that of all possible problems than this many standard deviations.
   */
  private static final double DEVIATIONS = 4;

  public Precision {
    Objects.requireNonNull(arithmetic, "arithmetic");
    histogram = kept(histogram);
    problems = kept(problems);
  }

  private static SortedMap<Integer, Long> kept(SortedMap<Integer, Long> histogram) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(histogram));
  }

  /**
   * What a distribution tells; null if it holds too little.
   *
   * @param medians those of the problems
   */
  public static @Nullable Precision of(ErrorDistribution errors, ErrorDistribution medians) {
    return of(errors, medians.histogram());
  }

  private static @Nullable Precision of(
      ErrorDistribution errors, SortedMap<Integer, Long> problems) {
    return PrecisionClass.of(errors)
        .map(
            arithmetic ->
                new Precision(
                    arithmetic.toString(),
                    errors.median(),
                    errors.maximum(),
                    errors.total(),
                    errors.histogram(),
                    problems))
        .orElse(null);
  }

  /**
   * With how sure it is instead of what tells it. Of m problems that were tried, the share that are
   * below the median of all possible ones is 1/2, with a standard deviation of 1/(2√m).
   */
  public Arithmetic inShort() {
    ErrorDistribution medians = ErrorDistribution.of(problems, maximum);
    double far = DEVIATIONS / (2 * Math.sqrt((double) medians.total()));
    return new Arithmetic(
        arithmetic, median, medians.quantile(0.5 - far), medians.quantile(0.5 + far));
  }

  /** Both together; null if there is neither. */
  static @Nullable Precision of(@Nullable Precision one, @Nullable Precision other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return of(
        ErrorDistribution.ofBoth(
            ErrorDistribution.of(one.histogram, one.maximum),
            ErrorDistribution.of(other.histogram, other.maximum)),
        sum(one.problems, other.problems));
  }

  private static SortedMap<Integer, Long> sum(
      SortedMap<Integer, Long> one, SortedMap<Integer, Long> other) {
    SortedMap<Integer, Long> sum = new TreeMap<>(one);
    other.forEach((size, count) -> sum.merge(size, count, Long::sum));
    return sum;
  }
}
