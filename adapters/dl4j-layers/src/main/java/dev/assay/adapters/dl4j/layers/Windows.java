package dev.assay.adapters.dl4j.layers;

import dev.assay.adapters.dl4j.Frame;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Extent3d;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Padding3d;
import dev.assay.reference.op.Sides;
import dev.assay.reference.tensor.Shape;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;

/** Where the windows of a layer lie: its mode and, in mode Truncate, its padding per axis. */
final class Windows {
  private static final Extent NOT_DILATED = new Extent(1, 1);

  private final ConvolutionMode mode;
  private final int[] padding;

  private Windows(ConvolutionMode mode, int... padding) {
    this.mode = mode;
    this.padding = padding;
  }

  ConvolutionMode mode() {
    return mode;
  }

  /** A number per axis. */
  int[] padding() {
    return padding.clone();
  }

  boolean isSame() {
    return mode == ConvolutionMode.Same;
  }

  /** Of images. */
  static Windows of(
      Extent image, Extent kernel, Extent dilation, Extent stride, Padding pad, Shape output) {
    Extent reach = new Extent(reach(kernel.h(), dilation.h()), reach(kernel.w(), dilation.w()));
    Frame frame = Frame.of(image, reach, stride, pad, output);
    if (frame.isValid()) {
      return new Windows(ConvolutionMode.Truncate, frame.top(), frame.left());
    }
    if (frame.hasBorder()) {
      throw differs();
    }
    return new Windows(ConvolutionMode.Same, 0, 0);
  }

  /** Of images, by a pooling. */
  static Windows of(Extent image, Extent kernel, Extent stride, Padding pad, Shape output) {
    return of(image, kernel, NOT_DILATED, stride, pad, output);
  }

  /** Of sequences: the second number is theirs. */
  static Windows of(int length, int kernel, int dilation, int stride, Sides pad, Shape output) {
    return of(
        new Extent(1, length),
        new Extent(1, kernel),
        new Extent(1, dilation),
        new Extent(1, stride),
        new Padding(0, 0, pad.before(), pad.after()),
        Shape.of(output.dimension(0), output.dimension(1), 1, output.dimension(2)));
  }

  /** Of volumes. */
  static Windows of(
      Extent3d volume,
      Extent3d kernel,
      Extent3d dilation,
      Extent3d stride,
      Padding3d pad,
      Shape output) {
    List<Frame.Axis> axes =
        List.of(
            new Frame.Axis(
                volume.d(),
                reach(kernel.d(), dilation.d()),
                stride.d(),
                pad.d().before(),
                output.dimension(2)),
            new Frame.Axis(
                volume.h(),
                reach(kernel.h(), dilation.h()),
                stride.h(),
                pad.h().before(),
                output.dimension(3)),
            new Frame.Axis(
                volume.w(),
                reach(kernel.w(), dilation.w()),
                stride.w(),
                pad.w().before(),
                output.dimension(4)));
    if (axes.stream().allMatch(Frame.Axis::isValid)) {
      return new Windows(
          ConvolutionMode.Truncate, axes.stream().mapToInt(Frame.Axis::before).toArray());
    }
    if (axes.stream().allMatch(Frame.Axis::isSame)) {
      return new Windows(ConvolutionMode.Same, 0, 0, 0);
    }
    throw differs();
  }

  private static int reach(int kernel, int dilation) {
    return (kernel - 1) * dilation + 1;
  }

  private static UnsupportedProblemException differs() {
    return new UnsupportedProblemException(
        "no padding that differs between the sides, unless it is that of mode Same");
  }
}
