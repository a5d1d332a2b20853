package dev.assay.reference.oracle;

import dev.assay.reference.numeric.ErrorDistribution;
import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.problem.Problem;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What comparing a backend's results with the oracle found.
 *
 * @param worst the element that used most of its bound, of those that have no {@link Excuse}
 * @param compared how many elements were compared
 * @param informative whether any finite value or its bound was other than zero, and met by a number
 *     where NaN is in order, too; a comparison of nothing but zeros, infinities and NaN proves
 *     nothing
 * @param errorsByResult how large the rounding errors of each result are; none in them unless the
 *     inputs are signed reals
 */
public record Comparison(
    Worst worst,
    long compared,
    boolean informative,
    SortedMap<Integer, ErrorDistribution> errorsByResult) {

  private static final Worst NOTHING_WORST = new Worst(0, 0, 0, 0, 0, 0);

  static Comparison nothing() {
    return new Comparison(NOTHING_WORST, 0, false, new TreeMap<>());
  }

  /**
   * One element of one result.
   *
   * @param share |actual − expected| / bound: above 1 is wrong; infinite where no error is allowed
   *     or one side is not a number
   * @param result which result
   * @param index row-major position in it
   */
  public record Worst(
      double share, int result, int index, double expected, double actual, double bound) {

    /** It and what it should be, in words: {@code output[0,3] is 1.5, expected 2.0}. */
    public String describe(Problem problem) {
      Problem.Result of = problem.results().get(result);
      return of.name()
          + Arrays.toString(of.shape().coordinates(index)).replace(" ", "")
          + " is "
          + digits(actual)
          + ", expected "
          + digits(expected);
    }

    /** With as few digits as tell it from other numbers of 32 bits. */
    private static String digits(double value) {
      return Float.toString((float) value).replace('E', 'e');
    }

    /** Whether it is worse, or comes first among equals. */
    private boolean isBefore(Worst other) {
      return share > other.share
          || (share == other.share && result == other.result && index < other.index);
    }
  }

  public boolean passed() {
    return worst.share <= 1;
  }

  /** How large the rounding errors of all results together are. */
  public ErrorDistribution errors() {
    ErrorDistribution all = new ErrorDistribution();
    errorsByResult.values().forEach(all::add);
    return all;
  }

  /**
   * What share of its bound an element uses.
   *
   * @param expected what the oracle knows of it
   */
  static double share(Gauge expected, double bound, double actual) {
    double value = expected.value();
    if (value == actual || actual == expected.alternative()) {
      return 0;
    }
    if (Double.isNaN(actual)) {
      return Double.isNaN(value) || expected.allowsNan() ? 0 : Double.POSITIVE_INFINITY;
    }
    if (Double.isNaN(value)) {
      return Double.POSITIVE_INFINITY;
    }
    // A bound that is not finite bounds nothing.
    return Double.isFinite(bound) ? Math.abs(actual - value) / bound : Double.POSITIVE_INFINITY;
  }

  /** Both together, of different elements. */
  Comparison and(Comparison other) {
    SortedMap<Integer, ErrorDistribution> errors = new TreeMap<>(errorsByResult);
    other.errorsByResult.forEach(
        (result, more) -> errors.merge(result, more, ErrorDistribution::ofBoth));
    return new Comparison(
        compared == 0 || other.worst.isBefore(worst) ? other.worst : worst,
        compared + other.compared,
        informative || other.informative,
        errors);
  }

  /** Compares element by element. */
  static final class Builder {
    private final Oracle oracle;
    private final int result;
    private final Excuse excuse;
    private final ErrorDistribution errors = new ErrorDistribution();
    private Comparison found = nothing();
    private Worst worst = NOTHING_WORST;
    private boolean anyWorst;
    private long compared;
    private boolean informative;

    Builder(Oracle oracle, int result, Excuse excuse) {
      this.oracle = oracle;
      this.result = result;
      this.excuse = excuse;
    }

    void check(int index, double actual) {
      Gauge gauge = new Gauge();
      oracle.element(result, index, gauge);
      check(index, gauge, actual);
    }

    /**
     * Compares an element that is computed already.
     *
     * @param gauge what it should be
     */
    void check(int index, Gauge gauge, double actual) {
      double expected = gauge.value();
      double bound = oracle.bound(gauge);
      double share = share(gauge, bound, actual);
      informative |=
          Double.isFinite(expected)
              && (expected != 0 || gauge.magnitude() != 0)
              && !(gauge.allowsNan() && Double.isNaN(actual));
      compared++;
      if (share > 1
          && excuse.covers(new Worst(share, result, index, expected, actual, bound), gauge)) {
        return;
      }
      if (oracle.measuresPrecision() && actual != gauge.alternative()) {
        errors.add(Math.abs(actual - expected), gauge, oracle.unitRoundoff());
      }
      if (!anyWorst || share > worst.share || (share == worst.share && index < worst.index)) {
        worst = new Worst(share, result, index, expected, actual, bound);
        anyWorst = true;
      }
    }

    void merge(Builder other) {
      found = found.and(other.build());
    }

    Comparison build() {
      Comparison own =
          new Comparison(worst, compared, informative, new TreeMap<>(Map.of(result, errors)));
      return found.compared == 0 ? own : own.and(found);
    }
  }
}
