package dev.assay.verify.suite;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.Padding;
import dev.assay.reference.problem.Problem;
import java.util.List;

/**
 * Convolution as matrix products over the columns that windows make (Chellapilla et al. 2006), in
 * float32: blocked along the sum, products fused; the data gradient is added up window by window.
 */
final class Im2col {
  /** Terms of a product that are added up before they go to the result. */
  private static final int BLOCK = 24;

  private final Conv2d o;
  private final int rows;
  private final int columns;
  private final int taps;
  private final int each;

  Im2col(Conv2d o) {
    this.o = o;
    this.rows = o.outputShape().dimension(2);
    this.columns = o.outputShape().dimension(3);
    this.each = o.c() / o.groups();
    this.taps = each * o.kernel().h() * o.kernel().w();
  }

  /** A fully connected layer over the channels of one pixel. */
  static Conv2d pixel(Linear o) {
    Extent one = new Extent(1, 1);
    return new Conv2d(o.n(), o.in(), 1, 1, o.out(), one, one, Padding.NONE, one, 1, o.bias());
  }

  List<float[]> compute(Problem problem, List<float[]> inputs) {
    float[] g = inputs.get(inputs.size() - 1);
    return problem.results().stream()
        .map(
            result ->
                switch (result.operand()) {
                  case Problem.Result.OUTPUT -> output(inputs);
                  case 0 -> dataGradient(inputs.get(1), g);
                  case 1 -> weightsGradient(inputs.get(0), g);
                  default -> biasGradient(g);
                })
        .toList();
  }

  private int pixels() {
    return rows * columns;
  }

  private int perGroup() {
    return o.k() / o.groups();
  }

  private float[] output(List<float[]> inputs) {
    float[] y = new float[o.outputShape().size()];
    for (int i = 0; o.bias() && i < y.length; i++) {
      y[i] = inputs.get(2)[i / pixels() % o.k()];
    }
    for (int image = 0; image < o.n(); image++) {
      for (int group = 0; group < o.groups(); group++) {
        Matrix window = windows(inputs.get(0), image, group);
        Matrix weights = new Matrix(inputs.get(1), group * perGroup() * taps, taps, 1);
        multiply(weights, window, outputs(y, image, group), perGroup(), pixels(), taps);
      }
    }
    return y;
  }

  private float[] weightsGradient(float[] x, float[] g) {
    float[] gradient = new float[o.k() * taps];
    for (int image = 0; image < o.n(); image++) {
      for (int group = 0; group < o.groups(); group++) {
        Matrix windows = windows(x, image, group).transposed();
        Matrix result = new Matrix(gradient, group * perGroup() * taps, taps, 1);
        multiply(outputs(g, image, group), windows, result, perGroup(), taps, pixels());
      }
    }
    return gradient;
  }

  private float[] dataGradient(float[] w, float[] g) {
    float[] gradient = new float[o.n() * o.c() * o.h() * o.w()];
    for (int image = 0; image < o.n(); image++) {
      for (int group = 0; group < o.groups(); group++) {
        Matrix weights = new Matrix(w, group * perGroup() * taps, taps, 1).transposed();
        float[] windows = new float[taps * pixels()];
        Matrix result = new Matrix(windows, 0, pixels(), 1);
        multiply(weights, outputs(g, image, group), result, taps, pixels(), perGroup());
        for (int i = 0; i < windows.length; i++) {
          int position = position(image, group, i / pixels(), i % pixels());
          if (position >= 0) {
            gradient[position] += windows[i];
          }
        }
      }
    }
    return gradient;
  }

  private float[] biasGradient(float[] g) {
    float[] gradient = new float[o.k()];
    for (int i = 0; i < g.length; i++) {
      gradient[i / pixels() % o.k()] += g[i];
    }
    return gradient;
  }

  private Matrix outputs(float[] y, int image, int group) {
    return new Matrix(y, (image * o.k() + group * perGroup()) * pixels(), pixels(), 1);
  }

  /** One column per window, one row per tap. */
  private Matrix windows(float[] x, int image, int group) {
    float[] values = new float[taps * pixels()];
    for (int i = 0; i < values.length; i++) {
      int position = position(image, group, i / pixels(), i % pixels());
      values[i] = position < 0 ? 0 : x[position];
    }
    return new Matrix(values, 0, pixels(), 1);
  }

  /** What a tap of a window reads; -1 in the padding. */
  private int position(int image, int group, int tap, int window) {
    int s = tap % o.kernel().w();
    int r = tap / o.kernel().w() % o.kernel().h();
    int channel = group * each + tap / (o.kernel().w() * o.kernel().h());
    int row = window / columns * o.stride().h() + r * o.dilation().h() - o.pad().top();
    int column = window % columns * o.stride().w() + s * o.dilation().w() - o.pad().left();
    boolean inside = row >= 0 && row < o.h() && column >= 0 && column < o.w();
    return inside ? ((image * o.c() + channel) * o.h() + row) * o.w() + column : -1;
  }

  /** Part of an array, seen as a matrix. */
  private static final class Matrix {
    private final float[] values;
    private final int first;
    private final int rowStep;
    private final int columnStep;

    Matrix(float[] values, int first, int rowStep, int columnStep) {
      this.values = values;
      this.first = first;
      this.rowStep = rowStep;
      this.columnStep = columnStep;
    }

    float get(int row, int column) {
      return values[first + row * rowStep + column * columnStep];
    }

    void add(int row, int column, float value) {
      values[first + row * rowStep + column * columnStep] += value;
    }

    Matrix transposed() {
      return new Matrix(values, first, columnStep, rowStep);
    }
  }

  /** c += a·b. */
  private static void multiply(Matrix a, Matrix b, Matrix c, int rows, int columns, int sum) {
    for (int from = 0; from < sum; from += BLOCK) {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          float block = 0;
          for (int l = from; l < Math.min(from + BLOCK, sum); l++) {
            block = Math.fma(a.get(i, l), b.get(l, j), block);
          }
          c.add(i, j, block);
        }
      }
    }
  }
}
