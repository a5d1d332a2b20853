package dev.assay.adapters.onnxruntime;

import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Extent3d;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Padding3d;
import dev.assay.reference.op.Sides;
import java.util.List;
import java.util.stream.Stream;

/**
 * Windows that slide over a sequence, an image or a volume.
 *
 * @param kernel their size along each axis
 * @param stride distance between neighbours
 * @param pad what is put around, each axis and side on its own
 */
record Windows(List<Long> kernel, List<Long> stride, List<Sides> pad) {

  static Windows of(int kernel, int stride, Sides pad) {
    return new Windows(axes(kernel), axes(stride), List.of(pad));
  }

  static Windows of(Extent kernel, Extent stride, Padding pad) {
    return new Windows(
        axes(kernel),
        axes(stride),
        List.of(new Sides(pad.top(), pad.bottom()), new Sides(pad.left(), pad.right())));
  }

  static Windows of(Extent3d kernel, Extent3d stride, Padding3d pad) {
    return new Windows(axes(kernel), axes(stride), List.of(pad.d(), pad.h(), pad.w()));
  }

  static List<Long> axes(int length) {
    return List.of((long) length);
  }

  static List<Long> axes(Extent extent) {
    return List.of((long) extent.h(), (long) extent.w());
  }

  static List<Long> axes(Extent3d extent) {
    return List.of((long) extent.d(), (long) extent.h(), (long) extent.w());
  }

  /** As ONNX's convolutions and poolings take them: all padding before, then all after. */
  Attributes attributes() {
    Stream<Integer> before = pad.stream().map(Sides::before);
    Stream<Integer> after = pad.stream().map(Sides::after);
    return new Attributes()
        .with("kernel_shape", kernel)
        .with("strides", stride)
        .with("pads", Stream.concat(before, after).map(Integer::longValue).toList());
  }
}
