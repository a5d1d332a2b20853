package dev.assay.adapters.libtorch;

import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Extent3d;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Padding3d;
import dev.assay.reference.op.Sides;
import java.util.List;

/**
 * Parameters that have a value for each axis of a sequence, an image or a volume, as PyTorch takes
 * them.
 */
final class Axes {
  private Axes() {}

  static long[] of(int length) {
    return new long[] {length};
  }

  static long[] of(Extent extent) {
    return new long[] {extent.h(), extent.w()};
  }

  static long[] of(Extent3d extent) {
    return new long[] {extent.d(), extent.h(), extent.w()};
  }

  static Surround of(Sides padding) {
    return new Surround(List.of(padding));
  }

  static Surround of(Padding padding) {
    return new Surround(
        List.of(
            new Sides(padding.top(), padding.bottom()),
            new Sides(padding.left(), padding.right())));
  }

  static Surround of(Padding3d padding) {
    return new Surround(List.of(padding.d(), padding.h(), padding.w()));
  }
}
