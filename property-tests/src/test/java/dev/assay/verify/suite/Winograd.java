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
 * Convolution by Winograd's F(m×m, 3×3) in float32 (Lavin &amp; Gray 2016): with m of 2, four
 * outputs by 16 instead of 36 products; with m of 4, sixteen by 36 instead of 144. Its transforms
 * subtract numbers that the sum itself never subtracts, so its error may exceed any bound on
 * Σ|terms|; it is honest only if it says so.
 */
final class Winograd {
  /** Bᵀ of tiles, G of kernels, Aᵀ of what becomes outputs. */
  @SuppressWarnings("ArrayRecordComponent") // Nobody asks whether two of them are equal.
  private record Transforms(float[][] ofTile, float[][] ofKernel, float[][] ofOutput) {}

  private static final Transforms BY_2 =
      new Transforms(
          new float[][] {{1, 0, -1, 0}, {0, 1, 1, 0}, {0, -1, 1, 0}, {0, 1, 0, -1}},
          new float[][] {{1, 0, 0}, {0.5f, 0.5f, 0.5f}, {0.5f, -0.5f, 0.5f}, {0, 0, 1}},
          new float[][] {{1, 1, 1, 0}, {0, 1, -1, -1}});

  private static final Transforms BY_4 =
      new Transforms(
          new float[][] {
            {4, 0, -5, 0, 1, 0},
            {0, -4, -4, 1, 1, 0},
            {0, 4, -4, -1, 1, 0},
            {0, -2, -1, 2, 1, 0},
            {0, 2, -1, -2, 1, 0},
            {0, 4, 0, -5, 0, 1}
          },
          new float[][] {
            {1 / 4f, 0, 0},
            {-1 / 6f, -1 / 6f, -1 / 6f},
            {-1 / 6f, 1 / 6f, -1 / 6f},
            {1 / 24f, 1 / 12f, 1 / 6f},
            {1 / 24f, -1 / 12f, 1 / 6f},
            {0, 0, 1}
          },
          new float[][] {
            {1, 1, 1, 1, 1, 0}, {0, 1, -1, 2, -2, 0}, {0, 1, 1, 4, 4, 0}, {0, 1, -1, 8, -8, 1}
          });

  static final KnownDivergence DIVERGENCE =
      new KnownDivergence(
          "winograd",
          "3x3 convolutions of stride 1 are computed by Winograd's F(2x2, 3x3)",
          List.of("https://arxiv.org/abs/1509.09308"),
          Problem.parse("conv2d n=1 c=1 h=4 w=4 k=1 kernel=3x3"),
          Winograd::applies,
          Winograd::symptoms);

  private final Conv2d o;
  private final Transforms transforms;
  private final int rows;
  private final int columns;

  private Winograd(Conv2d o, Transforms transforms) {
    this.o = o;
    this.transforms = transforms;
    this.rows = o.outputShape().dimension(2);
    this.columns = o.outputShape().dimension(3);
  }

  static Winograd by2(Conv2d o) {
    return new Winograd(o, BY_2);
  }

  static Winograd by4(Conv2d o) {
    return new Winograd(o, BY_4);
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
    int step = transforms.ofOutput.length;
    int each = o.c() / o.groups();
    int outputsEach = o.k() / o.groups();
    for (int k = 0; k < o.k(); k++) {
      float[][][] kernels = new float[each][][];
      for (int c = 0; c < each; c++) {
        kernels[c] = transformed(transforms.ofKernel, kernel(inputs.get(1), (k * each + c) * 9));
      }
      float bias = o.bias() ? inputs.get(2)[k] : 0;
      for (int image = 0; image < o.n(); image++) {
        int firstPlane = image * o.c() + k / outputsEach * each;
        for (int p = 0; p < rows; p += step) {
          for (int q = 0; q < columns; q += step) {
            float[][] sum = new float[step + 2][step + 2];
            for (int c = 0; c < each; c++) {
              float[][] tile = tile(inputs.get(0), (firstPlane + c) * o.h() * o.w(), p, q);
              addProducts(sum, kernels[c], transformed(transforms.ofTile, tile));
            }
            put(y, (image * o.k() + k) * rows * columns, p, q, sum, bias);
          }
        }
      }
    }
    return y;
  }

  /** t·m·tᵀ. */
  private static float[][] transformed(float[][] t, float[][] m) {
    return transposedProduct(t, transposedProduct(t, m));
  }

  /** (t·m)ᵀ. */
  private static float[][] transposedProduct(float[][] t, float[][] m) {
    float[][] product = new float[m[0].length][t.length];
    for (int i = 0; i < t.length; i++) {
      for (int l = 0; l < m.length; l++) {
        for (int j = 0; t[i][l] != 0 && j < m[l].length; j++) {
          product[j][i] += t[i][l] * m[l][j];
        }
      }
    }
    return product;
  }

  private static void addProducts(float[][] sum, float[][] a, float[][] b) {
    for (int i = 0; i < sum.length; i++) {
      for (int j = 0; j < sum.length; j++) {
        sum[i][j] += a[i][j] * b[i][j];
      }
    }
  }

  private static float[][] kernel(float[] w, int first) {
    float[][] kernel = new float[3][3];
    for (int i = 0; i < 9; i++) {
      kernel[i / 3][i % 3] = w[first + i];
    }
    return kernel;
  }

  private float[][] tile(float[] x, int plane, int p, int q) {
    int size = transforms.ofTile.length;
    float[][] tile = new float[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        int row = p + i - o.pad().top();
        int column = q + j - o.pad().left();
        boolean inside = row >= 0 && row < o.h() && column >= 0 && column < o.w();
        tile[i][j] = inside ? x[plane + row * o.w() + column] : 0;
      }
    }
    return tile;
  }

  private void put(float[] y, int plane, int p, int q, float[][] sum, float bias) {
    float[][] outputs = transformed(transforms.ofOutput, sum);
    for (int i = 0; i < outputs.length && p + i < rows; i++) {
      for (int j = 0; j < outputs.length && q + j < columns; j++) {
        y[plane + (p + i) * columns + q + j] = outputs[i][j] + bias;
      }
    }
  }
}
