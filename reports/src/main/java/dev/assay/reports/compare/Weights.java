package dev.assay.reports.compare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * How much each problem counts in a mean over several: by the inverse of its variance, as is usual
 * where estimates of different precision are put together. In a mean in which all count the same,
 * the few that vary most drown what the others tell.
 *
 * @param precisions inverse variances by problem
 */
record Weights(Map<Scope, Double> precisions) {
  /** No problem is known better than to a tenth of a per cent. */
  private static final double LEAST_VARIANCE = 1e-6;

  /** Of fewer none is typical of the others. */
  private static final int FEWEST = 3;

  Weights {
    precisions = Map.copyOf(precisions);
  }

  /**
   * By how much problems vary. The variance of one may be small by chance alone; it is drawn to
   * what is typical even of few, since a mean with weights that are none too good is still one.
   */
  static Weights of(Map<Scope, Spread> problems) {
    Map<Scope, Double> precisions = new HashMap<>();
    Spread.drawnToTypical(problems, FEWEST)
        .forEach(
            (scope, spread) -> {
              double variance = Math.max(LEAST_VARIANCE, spread.variance());
              precisions.put(scope, Double.isNaN(variance) ? 1 : 1 / variance);
            });
    return new Weights(precisions);
  }

  /** Those of some problems, 1 together. */
  double[] of(List<Scope> problems) {
    double[] weights =
        problems.stream().mapToDouble(problem -> precisions.getOrDefault(problem, 1.0)).toArray();
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /** The mean of as many values as there are weights, by number. */
  static double mean(double[] weights, IntToDoubleFunction values) {
    double mean = 0;
    for (int i = 0; i < weights.length; i++) {
      mean += weights[i] * values.applyAsDouble(i);
    }
    return mean;
  }
}
