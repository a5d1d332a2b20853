package dev.assay.verify.law;

import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Padding;
import java.util.Optional;

/**
 * Windows that slide over an image, as convolutions and poolings have them.
 *
 * @param h height of the image
 * @param w width of the image
 * @param window rows and columns from a window's first tap to its last
 */
record Sliding(int h, int w, Extent window, Extent stride, Padding pad) {

  /** Empty for what has no windows, or a single one as large as the image. */
  static Optional<Sliding> of(Operation operation) {
    if (operation instanceof Conv2d o) {
      return Optional.of(new Sliding(o.h(), o.w(), window(o), o.stride(), o.pad()));
    }
    if (operation instanceof MaxPool2d o && !o.global()) {
      return Optional.of(new Sliding(o.h(), o.w(), o.kernel(), o.stride(), o.pad()));
    }
    if (operation instanceof AveragePool2d o && !o.global()) {
      return Optional.of(new Sliding(o.h(), o.w(), o.kernel(), o.stride(), o.pad()));
    }
    return Optional.empty();
  }

  /** What a dilated kernel spans. */
  static Extent window(Conv2d conv) {
    return new Extent(
        (conv.kernel().h() - 1) * conv.dilation().h() + 1,
        (conv.kernel().w() - 1) * conv.dilation().w() + 1);
  }

  int paddedHeight() {
    return h + pad.top() + pad.bottom();
  }

  int paddedWidth() {
    return w + pad.left() + pad.right();
  }
}
