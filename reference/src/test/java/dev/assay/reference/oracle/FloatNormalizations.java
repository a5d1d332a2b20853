package dev.assay.reference.oracle;

import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BatchNormInference;
import dev.assay.reference.op.BatchNormStatistics;
import dev.assay.reference.op.GroupNorm;
import dev.assay.reference.op.InstanceNorm;
import dev.assay.reference.op.LayerNorm;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.reference.op.Operation;
import dev.assay.reference.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.ToIntFunction;

/**
 * Normalisations in float32: every element is sorted, by its coordinates, into the set that shares
 * its statistics and the channel that shares its γ. Of the forms in which frameworks compute them,
 * sets take turns.
 */
final class FloatNormalizations {
  private final FloatSum sum;

  FloatNormalizations(FloatSum sum) {
    this.sum = sum;
  }

  /** Output, then the gradients of x, γ and β; nothing if the operation is another. */
  List<float[]> compute(Operation operation, List<float[]> inputs) {
    if (operation instanceof BatchNorm o) {
      return normalize(
          o.shape(), at -> at[1], at -> at[1], o.shape().dimension(1), o.epsilon(), inputs, false);
    } else if (operation instanceof BatchNormInference o) {
      return normalize(
          o.shape(), at -> at[1], at -> at[1], o.shape().dimension(1), o.epsilon(), inputs, true);
    } else if (operation instanceof InstanceNorm o) {
      int channels = o.shape().dimension(1);
      return normalize(
          o.shape(),
          at -> at[0] * channels + at[1],
          at -> at[1],
          channels,
          o.epsilon(),
          inputs,
          false);
    } else if (operation instanceof GroupNorm o) {
      int channels = o.shape().dimension(1);
      return normalize(
          o.shape(),
          at -> at[0] * o.groups() + at[1] * o.groups() / channels,
          at -> at[1],
          channels,
          o.epsilon(),
          inputs,
          false);
    } else if (operation instanceof LayerNorm o) {
      int first = o.shape().rank() - o.axes();
      return normalize(
          o.shape(),
          at -> position(o.shape(), at, 0, first),
          at -> position(o.shape(), at, first, at.length),
          position(o.shape(), last(o.shape()), first, o.shape().rank()) + 1,
          o.epsilon(),
          inputs,
          false);
    } else if (operation instanceof BatchNormStatistics o) {
      return List.of(running(o, inputs));
    } else if (operation instanceof LocalResponseNorm o) {
      return localResponse(o, inputs.get(0), inputs.get(inputs.size() - 1));
    }
    return List.of();
  }

  private static int[] last(Shape shape) {
    return shape.coordinates(shape.size() - 1);
  }

  private static int position(Shape shape, int[] at, int from, int to) {
    int position = 0;
    for (int axis = from; axis < to; axis++) {
      position = position * shape.dimension(axis) + at[axis];
    }
    return position;
  }

  private static Map<Integer, List<Integer>> sets(Shape shape, ToIntFunction<int[]> setOf) {
    Map<Integer, List<Integer>> sets = new LinkedHashMap<>();
    for (int i = 0; i < shape.size(); i++) {
      sets.computeIfAbsent(setOf.applyAsInt(shape.coordinates(i)), set -> new ArrayList<>()).add(i);
    }
    return sets;
  }

  private static float[] gather(List<Integer> positions, IntFunction<Float> value) {
    float[] values = new float[positions.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(positions.get(i));
    }
    return values;
  }

  private float mean(float[] values) {
    // A quotient or a rounded reciprocal.
    return values.length % 2 == 0
        ? sum.of(values) / values.length
        : sum.of(values) * (1f / values.length);
  }

  private float variance(float[] values, float mean) {
    float[] deviations = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      deviations[i] = values[i] - mean;
    }
    return sum.of(deviations, deviations) / values.length;
  }

  private record Statistics(float mean, float variance) {}

  /** In two passes, or by Welford's updates in one. */
  private Statistics statistics(int set, float[] values) {
    if (set % 4 == 2) {
      return byUpdates(values);
    }
    float mean = mean(values);
    return new Statistics(mean, variance(values, mean));
  }

  private static Statistics byUpdates(float[] values) {
    float mean = 0;
    float squares = 0;
    for (int i = 0; i < values.length; i++) {
      float deviation = values[i] - mean;
      mean += deviation / (i + 1);
      squares += deviation * (values[i] - mean);
    }
    return new Statistics(mean, squares / values.length);
  }

  private List<float[]> normalize(
      Shape shape,
      ToIntFunction<int[]> setOf,
      ToIntFunction<int[]> channelOf,
      int channels,
      double epsilon,
      List<float[]> inputs,
      boolean given) {
    float[] x = inputs.get(0);
    float[] gamma = inputs.get(1);
    float[] beta = inputs.get(2);
    float[] g = inputs.get(inputs.size() - 1);
    boolean backward = g.length == x.length;
    IntUnaryOperator channel = i -> channelOf.applyAsInt(shape.coordinates(i));
    float[] y = new float[x.length];
    float[] normalized = new float[x.length];
    float[] ofX = new float[x.length];
    Map<Integer, List<Float>> ofGamma = new LinkedHashMap<>();
    for (Map.Entry<Integer, List<Integer>> entry : sets(shape, setOf).entrySet()) {
      int set = entry.getKey();
      List<Integer> positions = entry.getValue();
      float[] values = gather(positions, i -> x[i]);
      Statistics statistics =
          given ? new Statistics(inputs.get(3)[set], inputs.get(4)[set]) : statistics(set, values);
      float mean = statistics.mean;
      float root = (float) Math.sqrt(statistics.variance + (float) epsilon);
      float scale = 1 / root;
      for (int i : positions) {
        normalized[i] = set % 2 == 0 ? (x[i] - mean) * scale : (x[i] - mean) / root;
        int c = channel.applyAsInt(i);
        float a = gamma[c] * scale;
        y[i] =
            set % 3 == 0
                ? Math.fma(x[i], a, beta[c] - mean * a)
                : gamma[c] * normalized[i] + beta[c];
      }
      if (backward) {
        float[] h = gather(positions, i -> gamma[channel.applyAsInt(i)] * g[i]);
        float[] hat = gather(positions, i -> normalized[i]);
        float total = mean(h);
        float product = sum.of(h, hat) / h.length;
        for (int j = 0; j < h.length; j++) {
          ofX[positions.get(j)] =
              given
                  ? h[j] * scale
                  : set % 2 == 0
                      ? scale * (h[j] - total - hat[j] * product)
                      : scale * h[j]
                          - scale * total
                          - (values[j] - mean) * (scale * scale * product);
        }
        Map<Integer, List<Integer>> byChannel = new LinkedHashMap<>();
        for (int i : positions) {
          byChannel.computeIfAbsent(channel.applyAsInt(i), c -> new ArrayList<>()).add(i);
        }
        byChannel.forEach(
            (c, own) -> {
              float[] gradients = gather(own, i -> g[i]);
              // Also as r·(Σ g·x − μ·Σ g).
              float part =
                  set % 2 == 0
                      ? sum.of(gradients, gather(own, i -> normalized[i]))
                      : scale
                          * (sum.of(gradients, gather(own, i -> x[i])) - mean * sum.of(gradients));
              ofGamma.computeIfAbsent(c, key -> new ArrayList<>()).add(part);
            });
      }
    }
    return backward
        ? List.of(y, ofX, ofGamma(ofGamma, channels), ofBeta(shape, channelOf, channels, g))
        : List.of(y);
  }

  private float[] ofGamma(Map<Integer, List<Float>> parts, int channels) {
    float[] result = new float[channels];
    for (int c = 0; c < channels; c++) {
      List<Float> own = parts.getOrDefault(c, List.of());
      float[] values = new float[own.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = own.get(i);
      }
      result[c] = sum.of(values);
    }
    return result;
  }

  private float[] ofBeta(Shape shape, ToIntFunction<int[]> channelOf, int channels, float[] g) {
    float[] result = new float[channels];
    sets(shape, channelOf)
        .forEach((channel, positions) -> result[channel] = sum.of(gather(positions, i -> g[i])));
    return result;
  }

  private float[] running(BatchNormStatistics o, List<float[]> inputs) {
    int channels = o.shape().dimension(1);
    float momentum = (float) o.momentum();
    float[] result = new float[2 * channels];
    sets(o.shape(), at -> at[1])
        .forEach(
            (channel, positions) -> {
              float[] values = gather(positions, i -> inputs.get(0)[i]);
              Statistics statistics = statistics(channel, values);
              float variance = statistics.variance;
              if (o.unbiased()) {
                variance *= (float) values.length / (values.length - 1);
              }
              result[channel] =
                  momentum * inputs.get(1)[channel] + (1 - momentum) * statistics.mean;
              result[channels + channel] =
                  momentum * inputs.get(2)[channel] + (1 - momentum) * variance;
            });
    return result;
  }

  private List<float[]> localResponse(LocalResponseNorm o, float[] x, float[] g) {
    float[] scales = new float[x.length];
    float[] y = new float[x.length];
    float[] gradient = new float[x.length];
    float averaged = (float) (o.alpha() * o.size());
    for (int i = 0; i < x.length; i++) {
      float[] window = gather(window(o, i), j -> x[j]);
      scales[i] = (float) o.k() + averaged / o.size() * sum.of(window, window);
      y[i] =
          o.beta() == 0.75
              ? x[i] / (float) Math.sqrt(scales[i] * (float) Math.sqrt(scales[i]))
              : x[i] * (float) Math.exp(-(float) o.beta() * (float) Math.log(scales[i]));
    }
    for (int i = 0; i < x.length && g.length == x.length; i++) {
      float[] terms = gather(window(o, i), j -> g[j] * y[j] / scales[j]);
      float power = (float) Math.pow(scales[i], -o.beta());
      gradient[i] = g[i] * power - 2 * (float) o.alpha() * (float) o.beta() * x[i] * sum.of(terms);
    }
    return List.of(y, gradient);
  }

  private static List<Integer> window(LocalResponseNorm o, int i) {
    int plane = o.h() * o.w();
    int channel = i / plane % o.c();
    List<Integer> window = new ArrayList<>();
    for (int j = channel - o.size() / 2; j <= channel + o.size() / 2; j++) {
      if (j >= 0 && j < o.c()) {
        window.add(i + (j - channel) * plane);
      }
    }
    return window;
  }
}
