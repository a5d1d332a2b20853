package dev.assay.reports.compare;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How much a value varies by chance.
 *
 * @param variance its estimated variance
 * @param freedom degrees of freedom of that estimate
 */
record Spread(double variance, double freedom) {
  /**
   * How much an estimate from few values is drawn to what is typical: as much as if that stood on
   * so many degrees of freedom. The variances of different problems do differ, but those of very
   * few values differ more by chance.
   */
  private static final double PRIOR = 4;

  /** Of independent values. */
  static Spread of(List<Double> values) {
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    double freedom = values.size() - 1.0;
    return new Spread(freedom > 0 ? squares / freedom : Double.NaN, freedom);
  }

  /** The standard deviation of independent values. */
  static double deviation(List<Double> values) {
    return Math.sqrt(of(values).variance);
  }

  /** Both together, as estimates of the same variance. */
  Spread pooled(Spread other) {
    if (!(freedom > 0) || !(other.freedom > 0)) {
      return freedom > 0 ? this : other;
    }
    double both = freedom + other.freedom;
    return new Spread((freedom * variance + other.freedom * other.variance) / both, both);
  }

  Spread times(double factor) {
    return new Spread(variance * factor, freedom);
  }

  /** Drawn to what is typical of others of its kind. */
  Spread drawnTo(double typicalVariance) {
    return pooled(new Spread(typicalVariance, PRIOR));
  }

  /**
   * What the value's distance from its mean exceeds with a small probability only.
   *
   * @param probability of exceeding it, in either direction
   */
  double limit(double probability) {
    return freedom > 0
        ? Math.sqrt(variance)
            * -TDistribution.of(freedom).inverseCumulativeProbability(probability / 2)
        : Double.POSITIVE_INFINITY;
  }
}
