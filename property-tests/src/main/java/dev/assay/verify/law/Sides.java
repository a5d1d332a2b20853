package dev.assay.verify.law;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.oracle.Oracle;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/** Compares the two sides of a law. */
final class Sides {
  private Sides() {}

  /** Two numbers that must be equal up to a tolerance. */
  static Comparison.Worst close(double left, double right, double tolerance) {
    return worst(0, left, right, i -> tolerance);
  }

  /** Two outputs that must be equal up to a tolerance, which is asked for where they differ. */
  static Comparison.Worst close(double[] left, double[] right, IntToDoubleFunction tolerance) {
    Comparison.Worst worst = worst(0, left[0], right[0], tolerance);
    for (int i = 1; i < left.length; i++) {
      worst = worse(worst, worst(i, left[i], right[i], tolerance));
    }
    return worst;
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
    double[] sources = new double[right.length];
    for (int i = 0; i < sources.length; i++) {
      sources[i] = left[source.applyAsInt(i)];
    }
    return close(sources, doubles(right), i -> 2 * bound(oracle, 0, source.applyAsInt(i)));
  }

  /** How far an element of a result may be off. */
  static double bound(Oracle oracle, int result, int position) {
    Gauge gauge = new Gauge();
    oracle.element(result, position, gauge);
    return oracle.bound(gauge);
  }

  /** The worse of two comparisons, the first if they are alike. */
  static Comparison.Worst worse(Comparison.Worst first, Comparison.Worst second) {
    return second.share() > first.share() ? second : first;
  }

  static double[] doubles(float[] floats) {
    double[] doubles = new double[floats.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }

  private static Comparison.Worst worst(
      int index, double left, double right, IntToDoubleFunction tolerance) {
    boolean same = left == right || (Double.isNaN(left) && Double.isNaN(right));
    // Where both sides are equal, a bound is only worth its time if it may be what is reported.
    double bound = same && index > 0 ? 0 : tolerance.applyAsDouble(index);
    double share = same ? 0 : Math.abs(left - right) / bound;
    return new Comparison.Worst(
        Double.isNaN(share) ? Double.POSITIVE_INFINITY : share, 0, index, left, right, bound);
  }
}
