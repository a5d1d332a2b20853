package dev.assay.reference.op;

import java.util.Optional;

/**
 * The sums of a convolution, of images or volumes, and those of its gradients.
 *
 * <pre>
 *    y[n,k,o] = bias[k] + Σ_{c,t} x[n, g·C/G + c, i] · w[k,c,t]
 *   ∂x[n, g·C/G + c, i] = Σ_{k,t} ∂y[n,k,o] · w[k,c,t]
 *   ∂w[k,c,t]           = Σ_{n,o} ∂y[n,k,o] · x[n, g·C/G + c, i]
 * </pre>
 *
 * where window o reads element i by its tap t, and g = k / (K/G) is the group of output channel k.
 * What reads padding is left out: it contributes no term at all.
 *
 * @param n batch size
 * @param c input channels
 * @param k output channels
 * @param groups how many independent blocks the channels are split into
 * @param windows those of each image or volume
 */
record Convolution(int n, int c, int k, int groups, VolumeWindows windows) {

  /** Input channels of a group. */
  int channels() {
    return c / groups;
  }

  /** Output channels of a group. */
  int filters() {
    return k / groups;
  }

  /** y. */
  Formula forward(double[] x, double[] weights, Optional<double[]> bias) {
    int channels = channels();
    int filters = filters();
    int elements = windows.elements();
    int outputs = windows.count();
    int taps = windows.taps();
    Formula sums =
        (index, gauge) -> {
          int filter = index / outputs % k;
          int image = index / (outputs * k);
          int planes = (image * c + filter / filters * channels) * elements;
          int kernels = filter * channels * taps;
          // Channels innermost: they are many where it takes long.
          windows.forEachRowOfTaps(
              index % outputs,
              (element, step, tap, count) -> {
                for (int i = 0; i < count; i++) {
                  gauge.addProducts(
                      x,
                      planes + element + i * step,
                      elements,
                      weights,
                      kernels + tap + i,
                      taps,
                      channels);
                }
              });
          if (bias.isPresent()) {
            gauge.add(bias.get()[filter]);
          }
        };
    return sums.orByRows(() -> new ConvolutionRows(this).forward(x, weights, bias));
  }

  /** ∂x, from the output's gradient. */
  Formula dataGradient(double[] weights, double[] outputGradient) {
    int channels = channels();
    int filters = filters();
    int elements = windows.elements();
    int outputs = windows.count();
    int taps = windows.taps();
    Formula sums =
        (index, gauge) -> {
          int channel = index / elements % c;
          int image = index / (elements * c);
          int firstFilter = channel / channels * filters;
          int planes = (image * k + firstFilter) * outputs;
          int kernels = (firstFilter * channels + channel % channels) * taps;
          windows.forEachReader(
              index % elements,
              (window, tap) ->
                  gauge.addProducts(
                      outputGradient,
                      planes + window,
                      outputs,
                      weights,
                      kernels + tap,
                      channels * taps,
                      filters));
        };
    return sums.orByRows(() -> new ConvolutionRows(this).dataGradient(weights, outputGradient));
  }

  /** ∂w, from the output's gradient. */
  Formula weightsGradient(double[] x, double[] outputGradient) {
    int channels = channels();
    int filters = filters();
    int elements = windows.elements();
    int outputs = windows.count();
    int taps = windows.taps();
    Formula sums =
        (index, gauge) -> {
          int filter = index / (taps * channels);
          int channel = filter / filters * channels + index / taps % channels;
          for (int image = 0; image < n; image++) {
            int plane = (image * c + channel) * elements;
            int outputPlane = (image * k + filter) * outputs;
            windows.forEachRowOfWindows(
                index % taps,
                (element, step, window, count) ->
                    gauge.addProducts(
                        outputGradient, outputPlane + window, 1, x, plane + element, step, count));
          }
        };
    return sums.orByRows(() -> new ConvolutionRows(this).weightsGradient(x, outputGradient));
  }

  /** The most terms of any of these sums. */
  int longestSum(boolean bias) {
    int forward = channels() * windows.taps() + (bias ? 1 : 0);
    int data = filters() * windows.taps();
    int weights = n * windows.count();
    return Math.max(forward, Math.max(data, weights));
  }

  /** The work of the forward direction: a multiply-add is two, and padding counts as computed. */
  double flops() {
    int terms = channels() * windows.taps();
    return 2.0 * n * k * windows.count() * terms;
  }
}
