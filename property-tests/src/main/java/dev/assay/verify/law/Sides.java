package dev.assay.verify.law;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.oracle.Oracle;
import java.util.function.IntUnaryOperator;

/** Compares the two sides of a law. */
final class Sides {
  private Sides() {}

  /** Two numbers that must be equal up to a tolerance. */
  static Comparison.Worst close(double left, double right, double tolerance) {
    return worst(0, left, right, tolerance);
  }

  /**
   * Two outputs of which one is a rearrangement of the other. Each may be off by the oracle's
   * bound, so they may differ by twice that.
   *
   * @param oracle of the left side's problem
   * @param left the whole output
   * @param right the rearranged output
   * @param source for each element of the right side the left side's element it must equal
   */
  static Comparison.Worst rearranged(
      Oracle oracle, float[] left, float[] right, IntUnaryOperator source) {
    Gauge gauge = new Gauge();
    Comparison.Worst worst =
        worst(0, left[source.applyAsInt(0)], right[0], bound(oracle, source.applyAsInt(0), gauge));
    for (int i = 1; i < right.length; i++) {
      int position = source.applyAsInt(i);
      Comparison.Worst next = worst(i, left[position], right[i], bound(oracle, position, gauge));
      if (next.share() > worst.share()) {
        worst = next;
      }
    }
    return worst;
  }

  private static double bound(Oracle oracle, int position, Gauge gauge) {
    oracle.element(0, position, gauge);
    return 2 * oracle.bound(gauge);
  }

  private static Comparison.Worst worst(int index, double left, double right, double bound) {
    boolean same = left == right || (Double.isNaN(left) && Double.isNaN(right));
    double share = same ? 0 : Math.abs(left - right) / bound;
    return new Comparison.Worst(
        Double.isNaN(share) ? Double.POSITIVE_INFINITY : share, 0, index, left, right, bound);
  }
}
