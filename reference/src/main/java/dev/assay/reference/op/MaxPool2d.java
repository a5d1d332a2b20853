package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Two-dimensional max pooling.
 *
 * <pre>
 *   y[n,c,p,q] = max x[n,c,i,j] over the window  p·stride − top ≤ i &lt; p·stride − top + kernel.h  (j alike)
 * </pre>
 *
 * Padding never wins: it stands for −∞. NaN wins over everything. The gradient goes to the first
 * maximum of the window in row-major order, as in PyTorch, cuDNN and oneDNN; where several elements
 * tie, that is a convention, not mathematics. x and y are NCHW.
 *
 * @param n batch size
 * @param c channels
 * @param h input height
 * @param w input width
 * @param kernel window size; the window overlaps its neighbour where the stride is smaller
 * @param stride distance between neighbouring windows
 * @param pad padding around the image, smaller than the kernel, so that no window is empty
 * @param rounding whether a last, partial window counts
 * @param global whether the backend's global pooling is meant: the window is the whole image
 */
public record MaxPool2d(
    int n,
    int c,
    int h,
    int w,
    Extent kernel,
    @Default("1x1") Extent stride,
    @Default("0x0") Padding pad,
    @Default("down") Rounding rounding,
    @Default("false") boolean global)
    implements Operation {

  public MaxPool2d {
    new Pooling(n, c, h, w, kernel, stride, pad, rounding, global);
  }

  private Pooling pooling() {
    return new Pooling(n, c, h, w, kernel, stride, pad, rounding, global);
  }

  @Override
  public List<Operand> operands() {
    return List.of(new Operand("x", Shape.of(n, c, h, w), Role.DATA));
  }

  @Override
  public Shape outputShape() {
    return pooling().outputShape();
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    double[] x = inputs.get(0).values();
    Pooling pooling = pooling();
    return (index, gauge) -> gauge.select(x[argMax(x, pooling.window(index))]);
  }

  /** The position of the first maximum, or of the first NaN. */
  private static int argMax(double[] x, Pooling.Window window) {
    int best = -1;
    for (int row = window.top(); row < window.bottom(); row++) {
      for (int column = window.left(); column < window.right(); column++) {
        int position = window.position(row, column);
        if (best < 0 || x[position] > x[best] || Double.isNaN(x[position])) {
          best = position;
          if (Double.isNaN(x[best])) {
            return best;
          }
        }
      }
    }
    return best;
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] x = inputs.get(0).values();
    double[] g = outputGradient.values();
    Pooling pooling = pooling();
    int[] winners = new int[g.length];
    Arrays.setAll(winners, output -> argMax(x, pooling.window(output)));
    return (index, gauge) ->
        pooling.forEachOutputOf(
            index,
            output -> {
              if (winners[output] == index) {
                gauge.add(g[output]);
              }
            });
  }

  @Override
  public int longestSum() {
    return pooling().windowsPerElement();
  }

  /** One comparison per window element. */
  @Override
  public double forwardFlops() {
    return (double) outputShape().size() * kernel.h() * kernel.w();
  }
}
