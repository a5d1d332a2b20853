package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * The shortcut without parameters around a residual block whose output has another size (He et al.
 * 2016, option A): every stride-th row and column is kept, and channels of zeros are added.
 *
 * <pre>
 *   y[n, before + k, p, q] = x[n, k, p·stride.h, q·stride.w]        0 in all other channels
 * </pre>
 *
 * <p>x is [n, c, h, w], y is [n, before + c + after, ⌈h/stride.h⌉, ⌈w/stride.w⌉]. Each element of
 * ∂x is that of g which it became, or 0. Nothing rounds.
 *
 * @param n batch size
 * @param c input channels
 * @param h input height
 * @param w input width
 * @param stride distance between the elements kept
 * @param before channels of zeros before those of x
 * @param after channels of zeros after them
 */
public record IdentityShortcut(
    int n,
    int c,
    int h,
    int w,
    @Default("2x2") Extent stride,
    @Default("0") int before,
    @Default("0") int after)
    implements Operation {

  public IdentityShortcut {
    Check.atLeast(1, "n", n);
    Check.atLeast(1, "c", c);
    Check.atLeast(1, "h", h);
    Check.atLeast(1, "w", w);
    Check.elements("x", n, c, h, w);
    Check.atLeast(1, "stride", stride);
    Check.atLeast(0, "before", before);
    Check.atLeast(0, "after", after);
    Check.require(
        (long) before + c + after <= Integer.MAX_VALUE,
        "before=%s and after=%s are too many channels",
        before,
        after);
    Check.elements("output", n, before + c + after, kept(h, stride.h()), kept(w, stride.w()));
  }

  private static int kept(int size, int stride) {
    return stride < 1 ? 0 : (size - 1) / stride + 1;
  }

  @Override
  public List<Operand> operands() {
    return List.of(new Operand("x", Shape.of(n, c, h, w), Role.DATA));
  }

  @Override
  public Shape outputShape() {
    return Shape.of(n, before + c + after, kept(h, stride.h()), kept(w, stride.w()));
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    int rows = kept(h, stride.h());
    int columns = kept(w, stride.w());
    int channels = before + c + after;
    return (index, gauge) -> {
      int q = index % columns;
      int p = index / columns % rows;
      int channel = index / (columns * rows) % channels - before;
      int image = index / (columns * rows * channels);
      boolean added = channel < 0 || channel >= c;
      gauge.select(
          added ? 0 : x.get(((image * c + channel) * h + p * stride.h()) * w + q * stride.w()));
    };
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    int rows = kept(h, stride.h());
    int columns = kept(w, stride.w());
    int channels = before + c + after;
    return (index, gauge) -> {
      int column = index % w;
      int row = index / w % h;
      int channel = index / (w * h) % c;
      int image = index / (w * h * c);
      boolean lost = row % stride.h() != 0 || column % stride.w() != 0;
      int position =
          ((image * channels + before + channel) * rows + row / stride.h()) * columns
              + column / stride.w();
      gauge.select(lost ? 0 : outputGradient.get(position));
    };
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public int longestSum() {
    return 1;
  }

  /** Counted as one operation per element, though it only moves them. */
  @Override
  public double forwardFlops() {
    return outputShape().size();
  }
}
