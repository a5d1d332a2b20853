package dev.assay.reports.record;

import java.util.Objects;

/**
 * The comparison that used most of its error bound, known divergences aside.
 *
 * @param share |actual − expected| / bound; above 1 is wrong; infinite where no error was allowed
 * @param bound which bound applied: {@code exact-sums} or {@code rounded-sums}
 * @param problem where it occurred
 */
public record Worst(double share, String bound, String problem) {
  public Worst {
    Objects.requireNonNull(bound, "bound");
    Objects.requireNonNull(problem, "problem");
  }
}
