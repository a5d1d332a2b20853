package dev.assay.verify.generate;

import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Padding;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Both axes of an image with the windows that slide over it. */
record Plane(Axis height, Axis width) {

  /** What height and width have in common. */
  private enum Likeness {
    /** Nothing. */
    NONE,
    /** Everything: that is where backends have their special cases. */
    SQUARE,
    /**
     * The size of the output, even if strides or dilations were exchanged: who mixes those up
     * notices nothing himself.
     */
    EXCHANGEABLE
  }

  /**
   * Planes of two such axes.
   *
   * @param usual whether square windows are as networks have them, where backends have yet more
   *     special cases
   */
  private static Arbitrary<Plane> of(Arbitrary<Axis> axis, Arbitrary<Boolean> usual) {
    Arbitrary<Likeness> likenesses =
        Choice.any(Likeness.NONE, Likeness.SQUARE, Likeness.EXCHANGEABLE);
    return Combinators.combine(axis, axis, likenesses, usual)
        .as(
            (height, width, likeness, asInNetworks) ->
                switch (likeness) {
                  case NONE -> new Plane(height, width);
                  case SQUARE -> asInNetworks ? usual(height, width) : new Plane(height, height);
                  case EXCHANGEABLE -> exchangeable(height, width);
                });
  }

  /** The same windows along both axes of an image that is seldom square. */
  private static Plane usual(Axis height, Axis width) {
    return new Plane(height.usual(), height.usual().withSpareOf(width));
  }

  /** With the same strides where the dilations differ, because both at once hardly ever fit. */
  private static Plane exchangeable(Axis height, Axis width) {
    Axis other = width.dilation() == height.dilation() ? width : width.withStride(height.stride());
    int stride = Math.max(height.stride(), other.stride());
    int dilation = Math.max(height.dilation(), other.dilation());
    return new Plane(height.exchangeable(stride, dilation), other.exchangeable(stride, dilation));
  }

  static Arbitrary<Plane> ofConvolution() {
    return of(Axis.ofConvolution(), Choice.any(false, true));
  }

  static Arbitrary<Plane> ofPooling() {
    return of(Axis.ofPooling(), Choice.any(false));
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
