package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The sums of a convolution, for all channels of a group at a time.
 *
 * <p>All output channels of a place look at the same inputs, and only their weights differ. So each
 * input is multiplied by a row of weights, one per output channel, and for that the weights are
 * laid out with the output channels side by side. With the parts exchanged so it is for both
 * gradients.
 */
final class ConvolutionRows {
  /** Shorter rows are not worth laying anything out for. */
  private static final int SHORTEST = 8;

  private static final double[][] NO_BIAS = {};

  private final VolumeWindows windows;
  private final int n;
  private final int groups;
  private final int channels;
  private final int filters;
  private final int elements;
  private final int outputs;
  private final int taps;

  ConvolutionRows(Convolution convolution) {
    windows = convolution.windows();
    n = convolution.n();
    groups = convolution.groups();
    channels = convolution.channels();
    filters = convolution.filters();
    elements = windows.elements();
    outputs = windows.count();
    taps = windows.taps();
  }

  /** A row: the output channels of one group, image and window. */
  Optional<RowFormula> forward(double[] x, double[] weights, Optional<double[]> bias) {
    if (filters < SHORTEST) {
      return Optional.empty();
    }
    double[][] byTap = byInputChannel(weights);
    double[][] biases = bias.map(this::byGroup).orElse(NO_BIAS);
    RowFormula.Sums sums =
        (row, gauges) -> {
          int block = row / outputs;
          int group = block % groups;
          int planes = block * channels * elements;
          int kernels = group * taps;
          windows.forEachRowOfTaps(
              row % outputs,
              (element, step, tap, count) -> {
                for (int i = 0; i < count; i++) {
                  gauges.addProducts(
                      x,
                      planes + element + i * step,
                      elements,
                      byTap,
                      (kernels + tap + i) * channels,
                      channels);
                }
              });
          if (bias.isPresent()) {
            gauges.add(biases[group]);
          }
        };
    return Optional.of(new RowFormula(new Rows(Shape.of(n, groups, filters, outputs), 2), sums));
  }

  /** A row: the input channels of one group, image and element. */
  Optional<RowFormula> dataGradient(double[] weights, double[] outputGradient) {
    if (channels < SHORTEST) {
      return Optional.empty();
    }
    double[][] byTap = byOutputChannel(weights);
    RowFormula.Sums sums =
        (row, gauges) -> {
          int block = row / elements;
          int planes = block * filters * outputs;
          int kernels = block % groups * taps;
          windows.forEachReader(
              row % elements,
              (window, tap) ->
                  gauges.addProducts(
                      outputGradient,
                      planes + window,
                      outputs,
                      byTap,
                      (kernels + tap) * filters,
                      filters));
        };
    return Optional.of(new RowFormula(new Rows(Shape.of(n, groups, channels, elements), 2), sums));
  }

  /** A row: one tap on one input channel, in the filters of all output channels of its group. */
  Optional<RowFormula> weightsGradient(double[] x, double[] outputGradient) {
    if (filters < SHORTEST) {
      return Optional.empty();
    }
    double[][] byWindow = byWindow(outputGradient);
    RowFormula.Sums sums =
        (row, gauges) -> {
          int channel = row / taps;
          int group = channel / channels;
          for (int image = 0; image < n; image++) {
            int plane = (image * groups * channels + channel) * elements;
            int outputPlane = (image * groups + group) * outputs;
            windows.forEachRowOfWindows(
                row % taps,
                (element, step, window, count) ->
                    gauges.addProducts(
                        x, plane + element, step, byWindow, outputPlane + window, count));
          }
        };
    return Optional.of(
        new RowFormula(new Rows(Shape.of(groups, filters, channels * taps), 1), sums));
  }

  /** Weights [G, K/G, C/G, taps] as rows of output channels: [G·taps·C/G][K/G]. */
  private double[][] byInputChannel(double[] weights) {
    double[][] byChannel = new double[groups * channels * taps][filters];
    for (int i = 0; i < weights.length; i++) {
      int tap = i % taps;
      int channel = i / taps % channels;
      int filter = i / (taps * channels) % filters;
      int group = i / (taps * channels * filters);
      byChannel[(group * taps + tap) * channels + channel][filter] = weights[i];
    }
    return byChannel;
  }

  /** Weights [G, K/G, C/G, taps] as rows of input channels: [G·taps·K/G][C/G]. */
  private double[][] byOutputChannel(double[] weights) {
    double[][] byFilter = new double[groups * filters * taps][channels];
    for (int i = 0; i < weights.length; i++) {
      int tap = i % taps;
      int channel = i / taps % channels;
      int filter = i / (taps * channels) % filters;
      int group = i / (taps * channels * filters);
      byFilter[(group * taps + tap) * filters + filter][channel] = weights[i];
    }
    return byFilter;
  }

  /** The output's gradient, [n, G, K/G, o], as rows of output channels: [n·G·o][K/G]. */
  private double[][] byWindow(double[] g) {
    double[][] byWindow = new double[n * groups * outputs][filters];
    for (int i = 0; i < g.length; i++) {
      int block = i / (outputs * filters);
      byWindow[block * outputs + i % outputs][i / outputs % filters] = g[i];
    }
    return byWindow;
  }

  private double[][] byGroup(double[] bias) {
    return IntStream.range(0, groups)
        .mapToObj(group -> Arrays.copyOfRange(bias, group * filters, (group + 1) * filters))
        .toArray(double[][]::new);
  }
}
