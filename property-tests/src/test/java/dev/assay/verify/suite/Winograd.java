package dev.assay.verify.suite;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Extent;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import java.util.List;

/**
 * Convolution by Winograd's F(2×2, 3×3) in float32 (Lavin &amp; Gray 2016): four outputs by 16
 * instead of 36 products. Its transforms subtract numbers that the sum itself never subtracts, so
 * its error may exceed any bound on Σ|terms|; it is honest only if it says so.
 */
final class Winograd {
  static final KnownDivergence DIVERGENCE =
      new KnownDivergence(
          "winograd",
          "3x3 convolutions of stride 1 are computed by Winograd's F(2x2, 3x3)",
          "https://arxiv.org/abs/1509.09308",
          Problem.parse("conv2d n=1 c=1 h=4 w=4 k=1 kernel=3x3"),
          Winograd::applies,
          Winograd::symptoms);

  private final Conv2d o;
  private final int rows;
  private final int columns;

  Winograd(Conv2d o) {
    this.o = o;
    this.rows = o.outputShape().dimension(2);
    this.columns = o.outputShape().dimension(3);
  }

  /** A NaN fills its tile. */
  private static List<Symptom> symptoms(Problem problem) {
    return List.of(
        problem.fill() == Fill.SPECIAL
            ? new Symptom.NonFinite()
            : Symptom.Inexact.ofTransforms(problem));
  }

  private static boolean applies(Problem problem) {
    Extent one = new Extent(1, 1);
    return problem.direction() == Direction.FORWARD
        && problem.operation() instanceof Conv2d o
        && o.kernel().equals(new Extent(3, 3))
        && o.stride().equals(one)
        && o.dilation().equals(one);
  }

  float[] forward(List<float[]> inputs) {
    float[] y = new float[o.outputShape().size()];
    int each = o.c() / o.groups();
    int outputsEach = o.k() / o.groups();
    for (int image = 0; image < o.n(); image++) {
      for (int k = 0; k < o.k(); k++) {
        for (int p = 0; p < rows; p += 2) {
          for (int q = 0; q < columns; q += 2) {
            float[][] sum = new float[4][4];
            for (int c = 0; c < each; c++) {
              int channel = k / outputsEach * each + c;
              float[][] kernel = kernel(inputs.get(1), (k * each + c) * 9);
              float[][] tile = tile(inputs.get(0), (image * o.c() + channel) * o.h() * o.w(), p, q);
              for (int i = 0; i < 16; i++) {
                sum[i / 4][i % 4] += kernel[i / 4][i % 4] * tile[i / 4][i % 4];
              }
            }
            float bias = o.bias() ? inputs.get(2)[k] : 0;
            put(y, (image * o.k() + k) * rows * columns, p, q, sum, bias);
          }
        }
      }
    }
    return y;
  }

  /** G·g·Gᵀ. */
  private static float[][] kernel(float[] w, int first) {
    float[][] half = new float[4][3];
    for (int j = 0; j < 3; j++) {
      float[] g = expanded(w[first + j], w[first + 3 + j], w[first + 6 + j]);
      for (int i = 0; i < 4; i++) {
        half[i][j] = g[i];
      }
    }
    float[][] whole = new float[4][];
    for (int i = 0; i < 4; i++) {
      whole[i] = expanded(half[i][0], half[i][1], half[i][2]);
    }
    return whole;
  }

  private static float[] expanded(float a, float b, float c) {
    return new float[] {a, (a + b + c) / 2, (a - b + c) / 2, c};
  }

  /** Bᵀ·d·B. */
  private float[][] tile(float[] x, int plane, int p, int q) {
    float[][] half = new float[4][4];
    for (int i = 0; i < 4; i++) {
      float[] d = new float[4];
      for (int j = 0; j < 4; j++) {
        int row = p + i - o.pad().top();
        int column = q + j - o.pad().left();
        boolean inside = row >= 0 && row < o.h() && column >= 0 && column < o.w();
        d[j] = inside ? x[plane + row * o.w() + column] : 0;
      }
      half[i] = differences(d);
    }
    float[][] whole = new float[4][4];
    for (int j = 0; j < 4; j++) {
      float[] d = differences(new float[] {half[0][j], half[1][j], half[2][j], half[3][j]});
      for (int i = 0; i < 4; i++) {
        whole[i][j] = d[i];
      }
    }
    return whole;
  }

  private static float[] differences(float[] d) {
    return new float[] {d[0] - d[2], d[1] + d[2], d[2] - d[1], d[1] - d[3]};
  }

  /** Aᵀ·m·A. */
  private void put(float[] y, int plane, int p, int q, float[][] m, float bias) {
    float[][] half = new float[2][4];
    for (int j = 0; j < 4; j++) {
      half[0][j] = m[0][j] + m[1][j] + m[2][j];
      half[1][j] = m[1][j] - m[2][j] - m[3][j];
    }
    for (int i = 0; i < 2 && p + i < rows; i++) {
      int row = plane + (p + i) * columns;
      y[row + q] = half[i][0] + half[i][1] + half[i][2] + bias;
      if (q + 1 < columns) {
        y[row + q + 1] = half[i][1] - half[i][2] - half[i][3] + bias;
      }
    }
  }
}
