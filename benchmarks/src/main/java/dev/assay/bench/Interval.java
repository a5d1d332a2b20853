package dev.assay.bench;

import java.util.Arrays;

/**
 * A confidence interval.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {
  /** How much lies outside of an interval of 95 %, half of it on each side. */
  public static final double OUTSIDE = 0.05;

  /**
   * The interval of 95 % of what might as well have come out.
   *
   * @param resampled in any order
   */
  public static Interval of(double[] resampled) {
    double[] sorted = resampled.clone();
    Arrays.sort(sorted);
    return new Interval(
        Resampling.quantile(sorted, OUTSIDE / 2), Resampling.quantile(sorted, 1 - OUTSIDE / 2));
  }
}
