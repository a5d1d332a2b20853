package dev.assay.reports.record;

import java.util.Objects;

/**
 * The arithmetic that a backend's errors speak of, over all elements of problems of signed reals.
 *
 * @param arithmetic {@code f32}, {@code f32, approximate}, {@code tf32 or f16} or {@code bf16}
 * @param median of error / (u·Σ|terms|/√K)
 * @param maximum likewise
 * @param elements how many were compared
 */
public record Precision(String arithmetic, double median, double maximum, long elements) {
  public Precision {
    Objects.requireNonNull(arithmetic, "arithmetic");
  }
}
