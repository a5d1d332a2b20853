package dev.assay.adapters.dl4j;

import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.Padding;
import dev.assay.reference.tensor.Shape;

/**
 * How ND4J is told where the windows of a convolution or pooling lie.
 *
 * <p>ND4J knows two modes. In mode VALID a padding applies to both sides of an axis, and windows
 * that fit wholly count. In mode SAME there are ⌈input / stride⌉ windows, and the padding that they
 * need is split between the sides, the odd row at the end. Where neither puts the windows where
 * they belong, a border is added to the image by an operation of its own.
 *
 * @param mode ND4J's code: 0 for VALID, 1 for SAME
 * @param top padding above and below, as ND4J takes it; not looked at in mode SAME
 * @param left padding left and right, likewise
 * @param border rows and columns to be added to the image first
 * @param leavesRest whether rows or columns at the end of the padded image lie in no window
 */
public record Frame(int mode, int top, int left, Padding border, boolean leavesRest) {
  private static final int VALID = 0;
  private static final int SAME = 1;

  /**
   * Finds the mode that fits.
   *
   * @param image height and width
   * @param reach rows and columns that a window spans, dilation included
   * @param stride distance between neighbouring windows
   * @param pad where the first window starts; what is at the other end follows from the output
   * @param output an NCHW shape: how many windows there are
   */
  public static Frame of(Extent image, Extent reach, Extent stride, Padding pad, Shape output) {
    Axis rows = new Axis(image.h(), reach.h(), stride.h(), pad.top(), output.dimension(2));
    Axis columns = new Axis(image.w(), reach.w(), stride.w(), pad.left(), output.dimension(3));
    if (rows.isValid() && columns.isValid()) {
      boolean rest = rows.leavesRest() || columns.leavesRest();
      return new Frame(VALID, pad.top(), pad.left(), Padding.NONE, rest);
    }
    if (rows.isSame() && columns.isSame()) {
      return new Frame(SAME, 0, 0, Padding.NONE, false);
    }
    Padding border = new Padding(pad.top(), rows.after(), pad.left(), columns.after());
    return new Frame(VALID, 0, 0, border, false);
  }

  /** That of a convolution. */
  public static Frame of(Conv2d conv) {
    Extent image = new Extent(conv.h(), conv.w());
    return of(image, reach(conv), conv.stride(), conv.pad(), conv.outputShape());
  }

  /** That of a pooling over windows. */
  public static Frame of(MaxPool2d pool) {
    Extent image = new Extent(pool.h(), pool.w());
    return of(image, pool.kernel(), pool.stride(), pool.pad(), pool.outputShape());
  }

  /** That of a pooling over windows. */
  public static Frame of(AveragePool2d pool) {
    Extent image = new Extent(pool.h(), pool.w());
    return of(image, pool.kernel(), pool.stride(), pool.pad(), pool.outputShape());
  }

  /** Rows and columns that a window spans: more than its kernel has if that is dilated. */
  private static Extent reach(Conv2d conv) {
    return new Extent(
        (conv.kernel().h() - 1) * conv.dilation().h() + 1,
        (conv.kernel().w() - 1) * conv.dilation().w() + 1);
  }

  /** Whether the elements of a kernel lie apart. */
  public static boolean isDilated(Conv2d conv) {
    return !reach(conv).equals(conv.kernel());
  }

  /** Whether ND4J pads both sides alike, and nothing else is needed. */
  public boolean isValid() {
    return mode == VALID && !hasBorder();
  }

  public boolean hasBorder() {
    return !border.equals(Padding.NONE);
  }

  /** One axis: so many windows, the first of which starts so far before the image. */
  public record Axis(int input, int reach, int stride, int before, int windows) {

    /** Rows that the windows span beyond the image, on both sides together; negative for a rest. */
    private int beyond() {
      return (windows - 1) * stride + reach - input;
    }

    public boolean isValid() {
      int room = input + 2 * before - reach;
      return room >= 0 && room / stride + 1 == windows;
    }

    boolean leavesRest() {
      return beyond() < 2 * before;
    }

    public boolean isSame() {
      return (input + stride - 1) / stride == windows && beyond() / 2 == before;
    }

    /** Rows that the last window reads after the image. */
    int after() {
      return Math.max(0, beyond() - before);
    }
  }
}
