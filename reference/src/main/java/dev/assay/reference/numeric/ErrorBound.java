package dev.assay.reference.numeric;

import dev.assay.reference.tensor.DataType;
import java.util.Locale;

/**
 * How far an honest backend may be from the oracle: derived from the gauge, never tuned.
 *
 * <p>With u the unit roundoff and K the number of terms:
 *
 * <ul>
 *   <li>exact sums (integer fill): only the roundings outside the sums remain; with none of those
 *       the bound is 0;
 *   <li>deterministic: γ<sub>K</sub>·Σ|terms| with γ<sub>K</sub> = K·u/(1 − K·u), which no order of
 *       summation can exceed;
 *   <li>probabilistic, where it is smaller: λ·√K·u·Σ|terms| for rounding errors of either sign,
 *       which they exceed, if they are independent with mean zero, with probability at most
 *       2K·exp(−λ²/2) (Higham &amp; Mary 2019, Theorem 3.1); with λ = 8 that is K·3·10⁻¹⁴ per
 *       element; and (K·u)<sup>3/2</sup>/4·|sum| for those of one sign.
 * </ul>
 *
 * <p>The latter is for stagnation. Added one by one to a sum S, terms below its last bit, u·S, are
 * lost, and where small terms are more frequent than large ones, as among squares, no others make
 * up for them. Squares of numbers spread evenly from 0 to 1 have the density 1/(2√t): those below τ
 * hold τ<sup>3/2</sup>/3 each on average, and with τ = u·k/3 after k terms that adds up to
 * 0.08·(K·u)<sup>3/2</sup> of the sum; three times as much is allowed. (A million squares are off
 * by 5·10⁻⁴ in fact.) Terms of both signs do not let the sum grow, hence |sum| and not Σ|terms|.
 *
 * <p>Where a backend declares that it rounds the factors of products ({@link ProductPrecision}),
 * each product may be off by that, and all of them to the same side, because factors that just lose
 * their last bits all get smaller: {@link ProductPrecision#error} times Σ|products| is added. Not
 * so with integer fills, whose factors have no more than six bits.
 *
 * <p>Errors inherited from the arguments of functions are added as they are. Each bound adds the
 * smallest normal number per term, because results below it may be flushed to zero.
 */
public enum ErrorBound {
  /**
   * Sums of products are exact. What rounds beside them, the divisions of a mean of squares for
   * one, is of few different numbers, so γ_K alone counts: those that are equal are rounded alike,
   * as long as the sum that they are added to has the same exponent.
   */
  EXACT_SUMS,
  /** Sums round; the smaller of γ_K and the probabilistic bound. */
  ROUNDED_SUMS,
  /**
   * Sums whose roundings go the same way, γ_K alone: those of equal terms, which are rounded alike,
   * and those of few large terms, beside which all others are lost.
   */
  BIASED_SUMS;

  /**
   * λ: how many deviations a sum of independent errors may be off by, which it exceeds with a
   * probability of at most 2·exp(−λ²/2).
   */
  public static final double LAMBDA = 8;

  private static final double STAGNATION = 0.25;

  /** Even spreads are at most as large as their mean; terms are few that matter from here on. */
  private static final double FEW_LARGE = 3;

  /**
   * What a sum may be off by when another result inherits its error, in units of u·Σ|terms|: min(K,
   * λ√K), with as much for stagnation as {@link #of} allows, but K where the roundings go the same
   * way (see {@link #BIASED_SUMS}). Equal numbers are rounded alike whenever they are added, so
   * that their errors do not cancel as independent ones do; and numbers are as good as equal when
   * they differ by less than the last bit of their sum, K·u·|term|. Few large terms show in a
   * standard deviation of several times the mean. (That γ_K is larger than K·u by a factor 1 +
   * 64·u, where it is the smaller one, is neglected.)
   *
   * @param terms how many numbers are added
   * @param roundings roundings of each of them, which K counts too
   * @param sum Σ terms
   * @param magnitude Σ|terms|
   * @param squares Σ terms²
   */
  public static double ofSum(
      int terms, int roundings, double sum, double magnitude, double squares) {
    double u = DataType.F32.unitRoundoff();
    double mean = magnitude / terms;
    double spread = Math.sqrt(Math.max(0, squares / terms - mean * mean));
    boolean alike = spread <= terms * u * mean;
    int k = terms + roundings;
    if (alike || spread > FEW_LARGE * mean) {
      return k;
    }
    double stagnation = STAGNATION * k * Math.sqrt(k * u) * Math.abs(sum) / magnitude;
    return Math.min(k, LAMBDA * Math.sqrt(k) + stagnation);
  }

  /**
   * The deviation, in the statistical sense, of a float32-like result at most: the probabilistic
   * bound with λ = 1, and what it inherits.
   */
  public static double deviation(Gauge gauge, DataType type) {
    double roundings = (double) gauge.roundings() + gauge.terms();
    return type.unitRoundoff() * (Math.sqrt(roundings) * gauge.magnitude() + gauge.inherited());
  }

  /**
   * The largest difference between a backend's result and {@code gauge.value()} that is in order.
   *
   * @param precision of products, as the backend declares
   */
  public double of(Gauge gauge, DataType type, ProductPrecision precision) {
    double u = type.unitRoundoff();
    int roundings = gauge.roundings() + (this == EXACT_SUMS ? 0 : gauge.terms());
    if (roundings == 0) {
      return gauge.inherited() * u;
    }
    double ofFactors = this == EXACT_SUMS ? 0 : precision.error(gauge);
    double magnitude = gauge.magnitude() + ofFactors;
    // From 1/u roundings on, only the probabilistic bound says anything.
    double deterministic =
        roundings * u < 1 ? roundings * u / (1 - roundings * u) : Double.POSITIVE_INFINITY;
    double ofSum = deterministic * magnitude;
    double independent = LAMBDA * Math.sqrt(roundings) * u * magnitude;
    // Of few terms γ is the smaller one anyway, and a power takes as long as the rest of this.
    if (this == ROUNDED_SUMS && !(ofSum < independent)) {
      double stagnation = STAGNATION * Math.pow(roundings * u, 1.5);
      ofSum = Math.min(ofSum, independent + stagnation * (Math.abs(gauge.value()) + ofFactors));
    }
    return ofFactors
        + ofSum
        + gauge.inherited() * u
        + (roundings + gauge.flushed()) * type.minNormal();
  }

  /** As it appears in records: {@code rounded-sums}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
