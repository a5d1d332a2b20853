package dev.assay.reports.photo;

import java.util.Arrays;

/**
 * How pixels in a line become a line of another length: each as a weighted mean of some. Weights
 * fall off evenly with the distance from the pixel's centre, and reach zero at one pixel of the
 * coarser of the two lines.
 */
final class Resampling {
  private final int[] first;
  private final double[][] weights;

  /** From a line of so many pixels to one of so many. */
  Resampling(int from, int to) {
    this.first = new int[to];
    this.weights = new double[to][];
    double step = (double) from / to;
    double reach = Math.max(step, 1);
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * step - 0.5; // where it lies among the pixels there are
      first[i] = Math.max(0, (int) Math.ceil(centre - reach));
      int last = Math.min(from - 1, (int) Math.floor(centre + reach));
      double[] own = new double[last - first[i] + 1];
      for (int j = 0; j < own.length; j++) {
        own[j] = Math.max(0, 1 - Math.abs(first[i] + j - centre) / reach);
      }
      double sum = Arrays.stream(own).sum();
      weights[i] = Arrays.stream(own).map(weight -> weight / sum).toArray();
    }
  }

  /** Resamples a line. */
  double[] line(double[] pixels) {
    double[] resampled = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < weights[i].length; j++) {
        resampled[i] += weights[i][j] * pixels[first[i] + j];
      }
    }
    return resampled;
  }
}
