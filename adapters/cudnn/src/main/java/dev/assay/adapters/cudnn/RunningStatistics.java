package dev.assay.adapters.cudnn;

import dev.assay.spi.UnsupportedProblemException;

/**
 * Running statistics of a batch normalisation, which cuDNN moves in the same call:
 *
 * <pre>
 *   mean′ = (1 − weight)·mean + weight·μ_B        variance′ = (1 − weight)·variance + weight·m/(m − 1)·σ²_B
 * </pre>
 *
 * of m elements per channel. Its variance is the unbiased one. A biased one is kept on the card
 * times m/(m − 1), which the rule leaves alone, and divided when it is read.
 */
final class RunningStatistics {
  private final double weight;
  private final double factor;
  private final Changing mean;
  private final Changing variance;

  /**
   * Copies statistics to the card.
   *
   * @param momentum weight of the old statistics
   * @param factor what the variance is kept times; see {@link #correction}
   */
  RunningStatistics(Plan plan, double momentum, double factor, float[] mean, float[] variance) {
    this.weight = 1 - momentum;
    this.factor = factor;
    this.mean = Changing.of(plan, mean);
    this.variance = Changing.of(plan, times(factor, variance));
  }

  /**
   * m/(m − 1), by which a biased variance is kept.
   *
   * @param elements m
   * @throws UnsupportedProblemException if m is one
   */
  static double correction(int elements) {
    if (elements == 1) {
      throw new UnsupportedProblemException("no running variance of one value per channel");
    }
    return elements / (elements - 1.0);
  }

  /** Weight of the new statistics. */
  double weight() {
    return weight;
  }

  Changing mean() {
    return mean;
  }

  Changing variance() {
    return variance;
  }

  float[] readMean(Gpu gpu) {
    return gpu.download(mean.now());
  }

  float[] readVariance(Gpu gpu) {
    return times(1 / factor, gpu.download(variance.now()));
  }

  private static float[] times(double factor, float[] values) {
    float[] products = new float[values.length];
    for (int i = 0; i < products.length; i++) {
      products[i] = (float) (factor * values[i]);
    }
    return products;
  }
}
