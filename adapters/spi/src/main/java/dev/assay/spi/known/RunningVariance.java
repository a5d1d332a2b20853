package dev.assay.spi.known;

import dev.assay.reference.op.BatchNormStatistics;
import dev.assay.reference.tensor.Tensor;

/**
 * A running variance of batch normalisation after some steps: what is left of the first one, and a
 * sum of those of batches.
 *
 * @param statistics how it moves
 * @param steps how often it moved
 */
public record RunningVariance(BatchNormStatistics statistics, int steps) {

  /**
   * What it is where the variance of a batch is divided by the count, of what it became where that
   * is divided by one less.
   *
   * @param unbiased of each channel; overwritten
   * @param first what it was before the first step
   */
  public float[] biased(float[] unbiased, Tensor first) {
    double left = Math.pow(statistics.momentum(), steps);
    double count = (double) statistics.shape().size() / unbiased.length;
    for (int i = 0; i < unbiased.length; i++) {
      double old = left * first.values()[i];
      unbiased[i] = (float) (old + (unbiased[i] - old) * (count - 1) / count);
    }
    return unbiased;
  }
}
