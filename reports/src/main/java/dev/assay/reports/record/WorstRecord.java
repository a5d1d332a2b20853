package dev.assay.reports.record;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The comparison that used most of its error bound, known divergences aside.
 *
 * @param share |actual − expected| / bound; above 1 is wrong; infinite where no error was allowed
 * @param bound which bound applied: {@code exact-sums}, {@code rounded-sums} or {@code biased-sums}
 * @param problem where it occurred
 */
public record WorstRecord(double share, String bound, String problem) {
  public WorstRecord {
    Objects.requireNonNull(bound, "bound");
    Objects.requireNonNull(problem, "problem");
  }

  /** The worse of both; null if there is none. */
  static @Nullable WorstRecord of(@Nullable WorstRecord one, @Nullable WorstRecord other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return other.share > one.share ? other : one;
  }
}
