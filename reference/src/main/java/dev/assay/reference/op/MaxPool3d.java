package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Three-dimensional max pooling: y is the largest element of each window of the volume; a NaN
 * counts as the largest, and the gradient goes to the first of equals. x and y are NCDHW; windows
 * and output size as in {@link MaxPool2d}, along three axes.
 *
 * @param n batch size
 * @param c channels
 * @param d input depth
 * @param h input height
 * @param w input width
 * @param kernel window size
 * @param stride distance between neighbouring windows
 * @param pad elements added around the volume, fewer than the kernel, so that no window is empty
 * @param rounding whether a last, partial window counts
 * @param global whether the backend's global pooling is meant: the window is the whole volume
 */
public record MaxPool3d(
    int n,
    int c,
    int d,
    int h,
    int w,
    Extent3d kernel,
    @Default("1x1x1") Extent3d stride,
    @Default("0x0x0") Padding3d pad,
    @Default("down") Rounding rounding,
    @Default("false") boolean global)
    implements Operation {

  public MaxPool3d {
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

  @Override
  public Formula forward(List<Tensor> inputs) {
    double[] x = inputs.get(0).values();
    VolumePooling pooling = pooling();
    return (index, gauge) -> gauge.select(x[argMax(x, pooling.window(index))]);
  }

  /** The first maximum, or the first NaN. */
  private static int argMax(double[] x, int[] window) {
    int best = window[0];
    for (int position : window) {
      if (!Double.isNaN(x[best]) && (x[position] > x[best] || Double.isNaN(x[position]))) {
        best = position;
      }
    }
    return best;
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] x = inputs.get(0).values();
    double[] g = outputGradient.values();
    VolumePooling pooling = pooling();
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
    return (double) outputShape().size() * kernel.d() * kernel.h() * kernel.w();
  }
}
