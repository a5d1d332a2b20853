package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Three-dimensional average pooling: y is the sum of each window of the volume, divided by d. The
 * divisor d counts the elements of the window inside the volume or, if padding counts, inside the
 * padded volume. x and y are NCDHW; windows, output size and divisor as in {@link AveragePool2d},
 * along three axes.
 *
 * @param n batch size
 * @param c channels
 * @param d input depth
 * @param h input height
 * @param w input width
 * @param kernel window size
 * @param stride distance between neighbouring windows
 * @param pad zeros added around the volume, fewer than the kernel, so that no window is empty
 * @param rounding whether a last, partial window counts
 * @param countPad whether the divisor counts padding
 * @param global whether the backend's global pooling is meant: the window is the whole volume
 */
public record AveragePool3d(
    int n,
    int c,
    int d,
    int h,
    int w,
    Extent3d kernel,
    @Default("1x1x1") Extent3d stride,
    @Default("0x0x0") Padding3d pad,
    @Default("down") Rounding rounding,
    @Default("false") boolean countPad,
    @Default("false") boolean global)
    implements Operation {

  /** A division, or a rounded reciprocal and a multiplication. */
  private static final int DIVISION = 2;

  public AveragePool3d {
    new VolumePooling(n, c, d, h, w, kernel, stride, pad, rounding, global);
  }

  private VolumePooling pooling() {
    return new VolumePooling(n, c, d, h, w, kernel, stride, pad, rounding, global);
  }

  @Override
  public List<Operand> operands() {
    return List.of(new Operand("x", Shape.of(n, c, d, h, w), Role.DATA));
  }

  @Override
  public Shape outputShape() {
    return pooling().outputShape();
  }

  private int divisor(VolumePooling pooling, int output) {
    return countPad ? pooling.paddedSize(output) : pooling.size(output);
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    double[] x = inputs.get(0).values();
    VolumePooling pooling = pooling();
    return (index, gauge) -> {
      for (int position : pooling.window(index)) {
        gauge.add(x[position]);
      }
      gauge.scale(1.0 / divisor(pooling, index), 0);
      // Some backends divide each element before they add it, so even integer sums are not exact.
      gauge.set(gauge.value(), gauge.magnitude(), DIVISION + gauge.terms());
    };
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] g = outputGradient.values();
    VolumePooling pooling = pooling();
    return (index, gauge) -> {
      pooling.forEachOutputOf(index, output -> gauge.add(g[output] / divisor(pooling, output)));
      // Each quotient is rounded before it is added, so here even integer sums are not exact.
      gauge.set(gauge.value(), gauge.magnitude(), DIVISION + gauge.terms());
    };
  }

  @Override
  public int longestSum() {
    return Math.max(kernel.d() * kernel.h() * kernel.w(), pooling().windowsPerElement());
  }

  /** One addition per window element. */
  @Override
  public double forwardFlops() {
    return (double) outputShape().size() * kernel.d() * kernel.h() * kernel.w();
  }
}
