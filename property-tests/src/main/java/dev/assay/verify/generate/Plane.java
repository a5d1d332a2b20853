package dev.assay.verify.generate;

import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Padding;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Both axes of an image with the windows that slide over it. */
record Plane(Axis height, Axis width) {

  /** Half of the planes are square, because that is where backends have their special cases. */
  private static Arbitrary<Plane> of(Arbitrary<Axis> axis) {
    return Combinators.combine(axis, axis, Choice.any(false, true))
        .as((height, width, square) -> new Plane(height, square ? height : width));
  }

  static Arbitrary<Plane> ofConvolution() {
    return of(Axis.ofConvolution());
  }

  static Arbitrary<Plane> ofPooling() {
    return of(Axis.ofPooling());
  }

  /** An image of the same size under one window as large as itself. */
  Plane global() {
    return new Plane(height.global(), width.global());
  }

  int h() {
    return height.input();
  }

  int w() {
    return width.input();
  }

  Extent kernel() {
    return new Extent(height.kernel(), width.kernel());
  }

  Extent stride() {
    return new Extent(height.stride(), width.stride());
  }

  Extent dilation() {
    return new Extent(height.dilation(), width.dilation());
  }

  Padding pad() {
    return new Padding(height.before(), height.after(), width.before(), width.after());
  }
}
