package dev.assay.reference.op;

import dev.assay.reference.numeric.ErrorBound;
import dev.assay.reference.tensor.DataType;
import java.util.HashSet;
import java.util.Set;

/**
 * Mean and variance of a set of m numbers, and how far a float32 implementation may be from them:
 *
 * <pre>
 *   μ = 1/m · Σ x        v = 1/m · Σ (x − μ)²
 * </pre>
 *
 * <p>Errors, in units of u, with Γ(K) = {@link ErrorBound#ofSum}:
 *
 * <ul>
 *   <li>the mean: a sum of m terms and a division (a reciprocal and a product), so Γ(m + 2) · mean
 *       |x|;
 *   <li>the variance: two differences that round relative to themselves, a product, a sum and a
 *       division, so Γ(m + 5)·v; and a mean that is off by δ adds exactly δ², because Σ (x − μ) is
 *       0. That is of second order, but not small beside a variance near 0. Of numbers that repeat,
 *       such as small integers, the squares are rounded alike each time: m + 5 instead of Γ(m + 5).
 *   <li>the variance by updates (Welford 1962), which take each x's difference from the mean of the
 *       numbers up to it: that is off by as much as the mean, and since the differences have either
 *       sign, it moves v by 2·√(v/m) times as much. Where |μ| is much larger than √v, that is the
 *       most of all (Chan &amp; LeVeque 1979).
 * </ul>
 *
 * <p>The variance as mean x² − μ², in one pass, is off by u·μ²/v, relatively: a relative error of
 * size u in the numbers themselves moves the variance by no more than u·|μ|/√v. So it counts as
 * wrong where |μ| is much larger than √v. So does one pass over numbers shifted by the first of
 * them, mean (x − x_1)² − (μ − x_1)², where that one lies far from all others beside √v: honest,
 * and as good as two passes for most numbers, but not for those of a wide range.
 *
 * @param count m
 * @param mean μ
 * @param variance v, divided by m
 * @param meanError the mean's error in units of u
 * @param varianceError the variance's error in units of u
 */
record Moments(int count, double mean, double variance, double meanError, double varianceError) {
  private static final int OF_MEAN = 2;
  private static final int OF_VARIANCE = 5;

  /** How often each number comes in a set, on average, from which its roundings add up. */
  private static final int REPETITIONS = 2;

  /** The only place where a bound has a term in u²; a smaller u makes it smaller yet. */
  private static final double U = DataType.F32.unitRoundoff();

  /** Which set of numbers each row belongs to. */
  @FunctionalInterface
  interface Sets {
    int of(int row);
  }

  /**
   * The moments of sets that partition an array; every set holds the same number of rows.
   *
   * @param x numbers
   * @param length how many neighbouring numbers make a row
   * @param sets which set a row belongs to
   * @param count how many sets there are
   */
  static Moments[] of(double[] x, int length, Sets sets, int count) {
    double[] sums = new double[count];
    double[] magnitudes = new double[count];
    double[] squares = new double[count];
    for (int i = 0; i < x.length; i++) {
      int set = sets.of(i / length);
      sums[set] += x[i];
      magnitudes[set] += Math.abs(x[i]);
      squares[set] += x[i] * x[i];
    }
    int m = x.length / count;
    double[] deviations = new double[count];
    double[] fourthPowers = new double[count];
    for (int i = 0; i < x.length; i++) {
      int set = sets.of(i / length);
      double deviation = x[i] - sums[set] / m;
      double square = deviation * deviation;
      deviations[set] += square;
      fourthPowers[set] += square * square;
    }
    Moments[] moments = new Moments[count];
    boolean repetitive = isRepetitive(x, m);
    for (int set = 0; set < count; set++) {
      double variance = deviations[set] / m;
      double meanError =
          ErrorBound.ofSum(m, OF_MEAN, sums[set], magnitudes[set], squares[set])
              * magnitudes[set]
              / m;
      double ofVariance =
          variance
              * (repetitive
                  ? m + OF_VARIANCE
                  : ErrorBound.ofSum(
                      m, OF_VARIANCE, deviations[set], deviations[set], fourthPowers[set]));
      double ofUpdates = 2 * meanError * Math.sqrt(variance / m);
      moments[set] =
          new Moments(
              m,
              sums[set] / m,
              variance,
              meanError,
              ofVariance + ofUpdates + meanError * meanError * U);
    }
    return moments;
  }

  /**
   * Whether a set has few different numbers, such as small integers: their squared deviations are
   * rounded alike whenever they come again, so that these errors do not cancel as independent ones
   * do.
   */
  private static boolean isRepetitive(double[] x, int m) {
    Set<Double> different = new HashSet<>();
    for (double number : x) {
      different.add(number);
      if (different.size() * REPETITIONS > m) {
        return false;
      }
    }
    return true;
  }
}
