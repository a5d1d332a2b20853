package dev.assay.reports.compare;

import dev.assay.bench.Median;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.math3.distribution.TDistribution;

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

  /**
   * Fewer do not tell what is typical of them. The totals of a backend (layers, training and
   * inference) are three that differ by nature: drawn to each other, the one that varies most would
   * be called slower by chance in 1 to 5 % of comparisons.
   */
  private static final int FEWEST = 10;

  /** Of independent values. */
  static Spread of(List<Double> values) {
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    double freedom = values.size() - 1.0;
    return new Spread(freedom > 0 ? squares / freedom : Double.NaN, freedom);
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

  /** Each drawn to what is typical of its backend and level, where enough of them tell what is. */
  static Map<Scope, Spread> drawnToTypical(Map<Scope, Spread> spreads) {
    return drawnToTypical(spreads, FEWEST);
  }

  /**
   * The same.
   *
   * @param fewest of which what is typical may be told
   */
  static Map<Scope, Spread> drawnToTypical(Map<Scope, Spread> spreads, int fewest) {
    Map<Scope, Spread> drawn = new HashMap<>();
    spreads.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                entry -> List.of(entry.getKey().backend(), entry.getKey().level())))
        .values()
        .forEach(
            alike -> {
              double typical = typical(alike.stream().map(Map.Entry::getValue).toList(), fewest);
              for (Map.Entry<Scope, Spread> one : alike) {
                Spread spread = one.getValue();
                drawn.put(
                    one.getKey(),
                    Double.isNaN(typical) ? spread : spread.pooled(new Spread(typical, PRIOR)));
              }
            });
    return drawn;
  }

  private static double typical(List<Spread> alike, int fewest) {
    double[] variances =
        alike.stream().mapToDouble(Spread::variance).filter(v -> !Double.isNaN(v)).toArray();
    return variances.length < fewest ? Double.NaN : Median.of(variances);
  }

  /**
   * What the value's distance from its mean exceeds with a small probability only.
   *
   * @param probability of exceeding it, in either direction
   */
  double limit(double probability) {
    return freedom > 0
        ? Math.sqrt(variance)
            * -new TDistribution(freedom).inverseCumulativeProbability(probability / 2)
        : Double.POSITIVE_INFINITY;
  }
}
