package dev.assay.bench;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * What few rounds do not tell of how much rounds differ (Student, <i>The Probable Error of a
 * Mean</i>, 1908): an interval from their own spread has to be wider the fewer they are.
 */
final class Student {
  private static final double INSIDE = 1 - Interval.OUTSIDE / 2;

  private static final double NORMAL =
      new NormalDistribution().inverseCumulativeProbability(INSIDE);

  private Student() {}

  /**
   * How many estimated standard errors an interval of 95 % reaches to either side.
   *
   * @param rounds that the error is estimated from, at least two
   */
  static double reach(int rounds) {
    return new TDistribution(rounds - 1).inverseCumulativeProbability(INSIDE);
  }

  /**
   * How many times as far from the estimate as {@link Resampling} says the truth may be. Resampled
   * rounds vary as if their spread were known, and by n − 1 over n of what it is estimated at.
   *
   * @param rounds that are resampled, at least two
   */
  static double widening(int rounds) {
    return reach(rounds) / NORMAL * Math.sqrt(rounds / (rounds - 1.0));
  }
}
