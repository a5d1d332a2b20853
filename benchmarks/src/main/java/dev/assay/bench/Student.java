package dev.assay.bench;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * What few rounds do not tell of how much rounds differ (Student, <i>The Probable Error of a
 * Mean</i>, 1908): an interval from their own spread has to be wider the fewer they are.
 */
public final class Student {
  private static final double INSIDE = 1 - Interval.OUTSIDE / 2;

  /** What a normal value exceeds in 5 %, not counting the other side. */
  private static final double ONE_SIDE =
      new NormalDistribution().inverseCumulativeProbability(1 - Interval.OUTSIDE);

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
   * How many times as far from the estimate as {@link Resampling} has it the truth may be, for one
   * of two equals to be ahead in 95 % of resampled times in one case of twenty.
   *
   * <p>Resampled rounds vary as if their spread were known, hence Student's over the normal; and
   * either of the two may be ahead, hence that of both sides over that of one.
   *
   * @param freedom degrees of freedom that the spread is estimated with, at least one
   */
  public static double widening(double freedom) {
    return new TDistribution(freedom).inverseCumulativeProbability(INSIDE) / ONE_SIDE;
  }
}
