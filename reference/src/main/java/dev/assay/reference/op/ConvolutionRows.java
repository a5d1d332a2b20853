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
 *
 * @param n batch size
 * @param c input channels
 * @param k output channels
 * @param groups how many independent blocks the channels are split into
 * @param depths windows along the depth of a volume; one of one slice for an image
 */
record ConvolutionRows(
    int n, int c, int k, int groups, Windows depths, Windows rows, Windows columns) {
  /** Shorter rows are not worth laying anything out for. */
  private static final int SHORTEST = 8;

  private static final double[][] NO_BIAS = {};

  /** Over images. */
  ConvolutionRows(int n, int c, int k, int groups, Windows rows, Windows columns) {
    this(n, c, k, groups, new Windows(1, 1, 1, 0, 0, 1), rows, columns);
  }

  /** Input channels of a group. */
  private int channels() {
    return c / groups;
  }

  /** Output channels of a group. */
  private int filters() {
    return k / groups;
  }

  private int inputs() {
    return depths.input() * rows.input() * columns.input();
  }

  private int outputs() {
    return depths.outputSize() * rows.outputSize() * columns.outputSize();
  }

  private int taps() {
    return depths.kernel() * rows.kernel() * columns.kernel();
  }

  /** A row: the output channels of one group, image and place. */
  Optional<RowFormula> forward(double[] x, double[] weights, Optional<double[]> bias) {
    if (filters() < SHORTEST) {
      return Optional.empty();
    }
    double[][] byTap = byInputChannel(weights);
    double[][] biases = bias.map(this::byGroup).orElse(NO_BIAS);
    int outputs = outputs();
    int inputs = inputs();
    Rows places = new Rows(Shape.of(n, groups, filters(), outputs), 2);
    RowFormula.Sums sums =
        (row, gauges) -> {
          int block = row / outputs;
          int group = block % groups;
          int q = row % columns.outputSize();
          int p = row / columns.outputSize() % rows.outputSize();
          int o = row % outputs / (columns.outputSize() * rows.outputSize());
          for (int t = depths.firstTap(o); t < depths.endTap(o); t++) {
            for (int r = rows.firstTap(p); r < rows.endTap(p); r++) {
              for (int s = columns.firstTap(q); s < columns.endTap(q); s++) {
                gauges.addProducts(
                    x,
                    block * channels() * inputs
                        + input(depths.input(o, t), rows.input(p, r), columns.input(q, s)),
                    inputs,
                    byTap,
                    (group * taps() + tap(t, r, s)) * channels(),
                    channels());
              }
            }
          }
          if (bias.isPresent()) {
            gauges.add(biases[group]);
          }
        };
    return Optional.of(new RowFormula(places, sums));
  }

  /** A row: the input channels of one group, image and place. */
  Optional<RowFormula> dataGradient(double[] weights, double[] g) {
    if (channels() < SHORTEST) {
      return Optional.empty();
    }
    double[][] byTap = byOutputChannel(weights);
    int outputs = outputs();
    int inputs = inputs();
    Rows places = new Rows(Shape.of(n, groups, channels(), inputs), 2);
    RowFormula.Sums sums =
        (row, gauges) -> {
          int block = row / inputs;
          int group = block % groups;
          int column = row % columns.input();
          int line = row / columns.input() % rows.input();
          int slice = row % inputs / (columns.input() * rows.input());
          for (int t = 0; t < depths.kernel(); t++) {
            int o = depths.windowReading(slice, t);
            for (int r = 0; o >= 0 && r < rows.kernel(); r++) {
              int p = rows.windowReading(line, r);
              for (int s = 0; p >= 0 && s < columns.kernel(); s++) {
                int q = columns.windowReading(column, s);
                if (q >= 0) {
                  gauges.addProducts(
                      g,
                      block * filters() * outputs + output(o, p, q),
                      outputs,
                      byTap,
                      (group * taps() + tap(t, r, s)) * filters(),
                      filters());
                }
              }
            }
          }
        };
    return Optional.of(new RowFormula(places, sums));
  }

  /** A row: one tap on one input channel, in the filters of all output channels of its group. */
  Optional<RowFormula> weightsGradient(double[] x, double[] g) {
    if (filters() < SHORTEST) {
      return Optional.empty();
    }
    double[][] byPlace = byPlace(g);
    int outputs = outputs();
    int inputs = inputs();
    Rows filters = new Rows(Shape.of(groups, filters(), channels() * taps()), 1);
    RowFormula.Sums sums =
        (row, gauges) -> {
          int channel = row / taps();
          int group = channel / channels();
          int s = row % columns.kernel();
          int r = row / columns.kernel() % rows.kernel();
          int t = row % taps() / (columns.kernel() * rows.kernel());
          int first = columns.firstWindow(s);
          for (int image = 0; image < n; image++) {
            for (int o = depths.firstWindow(t); o < depths.endWindow(t); o++) {
              for (int p = rows.firstWindow(r); p < rows.endWindow(r); p++) {
                gauges.addProducts(
                    x,
                    (image * c + channel) * inputs
                        + input(depths.input(o, t), rows.input(p, r), columns.input(first, s)),
                    columns.stride(),
                    byPlace,
                    (image * groups + group) * outputs + output(o, p, first),
                    columns.endWindow(s) - first);
              }
            }
          }
        };
    return Optional.of(new RowFormula(filters, sums));
  }

  private int input(int slice, int row, int column) {
    return (slice * rows.input() + row) * columns.input() + column;
  }

  private int output(int o, int p, int q) {
    return (o * rows.outputSize() + p) * columns.outputSize() + q;
  }

  private int tap(int t, int r, int s) {
    return (t * rows.kernel() + r) * columns.kernel() + s;
  }

  /** Weights [G, K/G, C/G, taps] as rows of output channels: [G·taps·C/G][K/G]. */
  private double[][] byInputChannel(double[] weights) {
    double[][] byChannel = new double[c * taps()][filters()];
    for (int i = 0; i < weights.length; i++) {
      int tap = i % taps();
      int channel = i / taps() % channels();
      int filter = i / (taps() * channels()) % filters();
      int group = i / (taps() * channels() * filters());
      byChannel[(group * taps() + tap) * channels() + channel][filter] = weights[i];
    }
    return byChannel;
  }

  /** Weights [G, K/G, C/G, taps] as rows of input channels: [G·taps·K/G][C/G]. */
  private double[][] byOutputChannel(double[] weights) {
    double[][] byFilter = new double[k * taps()][channels()];
    for (int i = 0; i < weights.length; i++) {
      int tap = i % taps();
      int channel = i / taps() % channels();
      int filter = i / (taps() * channels()) % filters();
      int group = i / (taps() * channels() * filters());
      byFilter[(group * taps() + tap) * filters() + filter][channel] = weights[i];
    }
    return byFilter;
  }

  /** The output's gradient, [n, G, K/G, places], as rows of output channels: [n·G·places][K/G]. */
  private double[][] byPlace(double[] g) {
    int places = outputs();
    double[][] byPlace = new double[n * groups * places][filters()];
    for (int i = 0; i < g.length; i++) {
      int block = i / (places * filters());
      byPlace[block * places + i % places][i / places % filters()] = g[i];
    }
    return byPlace;
  }

  private double[][] byGroup(double[] bias) {
    return IntStream.range(0, groups)
        .mapToObj(group -> Arrays.copyOfRange(bias, group * filters(), (group + 1) * filters()))
        .toArray(double[][]::new);
  }
}
