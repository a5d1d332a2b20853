package dev.assay.reference.dataset;

import java.util.List;

/**
 * How pixels become a network's input: (pixel/255 − mean)/deviation, rounded to float32 once.
 *
 * @param mean of pixels from 0 to 1: one for each channel, or one for all of them
 * @param deviation of the same; as many
 */
public record Normalization(List<Double> mean, List<Double> deviation) {
  private static final double WHITE = 255;

  /** Pixels from 0 to 1, as they are. */
  public static final Normalization NONE = new Normalization(List.of(0.0), List.of(1.0));

  /**
   * Refuses what no pixel can be normalised by.
   *
   * @throws IllegalArgumentException if there are no means, or not as many as deviations; if one of
   *     these is not positive and finite, or one of those not finite
   */
  public Normalization {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    if (mean.isEmpty() || mean.size() != deviation.size()) {
      throw new IllegalArgumentException(
          mean.size() + " means and " + deviation.size() + " deviations do not go together");
    }
    for (double number : deviation) {
      if (!(number > 0) || Double.isInfinite(number)) {
        throw new IllegalArgumentException("a deviation of " + number + " is not positive");
      }
    }
    for (double number : mean) {
      if (!Double.isFinite(number)) {
        throw new IllegalArgumentException("a mean of " + number + " is no number");
      }
    }
  }

  /** Whether images of so many channels can be normalised. */
  public boolean fits(int channels) {
    return mean.size() == 1 || mean.size() == channels;
  }

  /**
   * One element.
   *
   * @param pixel from 0 to 255
   */
  double apply(int channel, int pixel) {
    int which = mean.size() == 1 ? 0 : channel;
    return (float) ((pixel / WHITE - mean.get(which)) / deviation.get(which));
  }
}
