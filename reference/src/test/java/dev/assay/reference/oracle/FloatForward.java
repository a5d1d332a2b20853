package dev.assay.reference.oracle;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Linear;
import java.util.Arrays;
import java.util.List;

/**
 * Outputs of layers that have too many products to list them all at once: the same sums of the same
 * terms in the same order, one output after the other.
 */
final class FloatForward {
  private final FloatSum sum;
  private final FactorRounding rounding;

  FloatForward(FloatSum sum, FactorRounding rounding) {
    this.sum = sum;
    this.rounding = rounding;
  }

  /** The terms of one output; the bias is the last of them. */
  private float sum(float[] x, float[] w, int count, boolean biased, float bias) {
    int terms = biased ? count + 1 : count;
    float[] a = Arrays.copyOf(x, terms);
    float[] b = Arrays.copyOf(w, terms);
    if (biased) {
      a[count] = bias;
      b[count] = 1;
    }
    return sum.of(a, b);
  }

  float[] linear(Linear o, List<float[]> inputs) {
    float[] x = rounding.of(inputs.get(0));
    float[] w = rounding.of(inputs.get(1));
    float[] output = new float[o.n() * o.out()];
    for (int i = 0; i < output.length; i++) {
      int row = i / o.out() * o.in();
      int column = i % o.out();
      output[i] =
          sum(
              Arrays.copyOfRange(x, row, row + o.in()),
              Arrays.copyOfRange(w, column * o.in(), (column + 1) * o.in()),
              o.in(),
              o.bias(),
              o.bias() ? inputs.get(2)[column] : 0);
    }
    return output;
  }

  float[] conv2d(Conv2d o, List<float[]> inputs) {
    float[] x = rounding.of(inputs.get(0));
    float[] w = rounding.of(inputs.get(1));
    int rows = o.outputShape().dimension(2);
    int columns = o.outputShape().dimension(3);
    int ofGroup = o.k() / o.groups();
    float[] output = new float[o.outputShape().size()];
    for (int n = 0; n < o.n(); n++) {
      for (int group = 0; group < o.groups(); group++) {
        for (int place = 0; place < rows * columns; place++) {
          Patch patch = new Patch(o, x, n, group, place / columns, place % columns);
          for (int k = group * ofGroup; k < (group + 1) * ofGroup; k++) {
            output[(n * o.k() + k) * rows * columns + place] =
                sum(
                    patch.values,
                    patch.weights(w, k),
                    patch.count,
                    o.bias(),
                    o.bias() ? inputs.get(2)[k] : 0);
          }
        }
      }
    }
    return output;
  }

  /** What of the image lies under the kernel, and under which of its taps. */
  private static final class Patch {
    private final float[] values;
    private final int[] taps;
    private int count;

    Patch(Conv2d o, float[] x, int n, int group, int p, int q) {
      int channels = o.c() / o.groups();
      int size = channels * o.kernel().h() * o.kernel().w();
      values = new float[size];
      taps = new int[size];
      for (int tap = 0; tap < size; tap++) {
        int s = tap % o.kernel().w();
        int r = tap / o.kernel().w() % o.kernel().h();
        int c = group * channels + tap / (o.kernel().h() * o.kernel().w());
        int i = p * o.stride().h() + r * o.dilation().h() - o.pad().top();
        int j = q * o.stride().w() + s * o.dilation().w() - o.pad().left();
        if (i >= 0 && i < o.h() && j >= 0 && j < o.w()) {
          values[count] = x[((n * o.c() + c) * o.h() + i) * o.w() + j];
          taps[count++] = tap;
        }
      }
    }

    float[] weights(float[] w, int k) {
      float[] weights = new float[count];
      for (int i = 0; i < count; i++) {
        weights[i] = w[k * taps.length + taps[i]];
      }
      return weights;
    }
  }
}
