package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Two-dimensional average pooling.
 *
 * <pre>
 *   y[n,c,p,q] = 1/d · Σ x[n,c,i,j] over the window  p·stride − top ≤ i &lt; p·stride − top + kernel.h  (j alike)
 * </pre>
 *
 * The divisor d counts the elements of the window that lie inside the image or, if padding counts,
 * inside the padded image; what a partial last window (rounding up) covers beyond the padding is
 * never counted (the convention of Caffe and PyTorch). x and y are NCHW.
 *
 * @param n batch size
 * @param c channels
 * @param h input height
 * @param w input width
 * @param kernel window size
 * @param stride distance between neighbouring windows
 * @param pad zeros added around the image, fewer than the kernel, so that no window is empty
 * @param rounding whether a last, partial window counts
 * @param countPad whether the divisor counts padding
 * @param global whether the backend's global pooling is meant: the window is the whole image
 */
public record AveragePool2d(
    int n,
    int c,
    int h,
    int w,
    Extent kernel,
    @Default("1x1") Extent stride,
    @Default("0x0") Padding pad,
    @Default("down") Rounding rounding,
    @Default("false") boolean countPad,
    @Default("false") boolean global)
    implements Operation {

  /** A division, or a rounded reciprocal and a multiplication. */
  private static final int DIVISION = 2;

  public AveragePool2d {
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

  private int divisor(Pooling.Window window) {
    return countPad ? window.paddedSize() : window.size();
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    double[] x = inputs.get(0).values();
    Pooling pooling = pooling();
    return (index, gauge) -> {
      Pooling.Window window = pooling.window(index);
      for (int row = window.top(); row < window.bottom(); row++) {
        for (int column = window.left(); column < window.right(); column++) {
          gauge.add(x[window.position(row, column)]);
        }
      }
      gauge.scale(1.0 / divisor(window), 0);
      // Some backends divide each element before they add it, so even integer sums are not exact.
      gauge.set(gauge.value(), gauge.magnitude(), DIVISION + gauge.terms());
    };
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] g = outputGradient.values();
    Pooling pooling = pooling();
    return (index, gauge) -> {
      pooling.forEachOutputOf(
          index, output -> gauge.add(g[output] / divisor(pooling.window(output))));
      // Each quotient is rounded before it is added, so here even integer sums are not exact.
      gauge.set(gauge.value(), gauge.magnitude(), DIVISION + gauge.terms());
    };
  }

  @Override
  public int longestSum() {
    return Math.max(kernel.h() * kernel.w(), pooling().windowsPerElement());
  }

  /** One addition per window element. */
  @Override
  public double forwardFlops() {
    return (double) outputShape().size() * kernel.h() * kernel.w();
  }
}
