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
  private static Arbitrary<Plane> ofLike(Arbitrary<Axis> axis, Arbitrary<Boolean> usual) {
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
    return ofLike(Axis.ofConvolution(), Choice.any(false, true));
  }

  static Arbitrary<Plane> ofPooling() {
    return ofLike(Axis.ofPooling(), Choice.any(false));
  }

  /** Planes of which many make a small problem, with windows as networks have them. */
  static Arbitrary<Plane> ofShortConvolution() {
    return Combinators.combine(Axis.ofShortConvolution(), Axis.ofShortConvolution())
        .as(Plane::usual);
  }

  static Arbitrary<Plane> ofShortPooling() {
    return of(Axis.ofShortPooling(), Axis.ofShortPooling());
  }

  /** Images with many rows of a few columns. */
  static Arbitrary<Plane> ofHighConvolution() {
    return of(Axis.ofLongConvolution(), Axis.ofShortConvolution());
  }

  /** Images with few rows of many columns. */
  static Arbitrary<Plane> ofWideConvolution() {
    return of(Axis.ofShortConvolution(), Axis.ofLongConvolution());
  }

  static Arbitrary<Plane> ofHighPooling() {
    return of(Axis.ofLongPooling(), Axis.ofShortPooling());
  }

  static Arbitrary<Plane> ofWidePooling() {
    return of(Axis.ofShortPooling(), Axis.ofLongPooling());
  }

  /** A single row. */
  static Arbitrary<Plane> ofSequence() {
    return Axis.ofSequence().map(width -> new Plane(Axis.NONE, width));
  }

  private static Arbitrary<Plane> of(Arbitrary<Axis> height, Arbitrary<Axis> width) {
    return Combinators.combine(height, width).as(Plane::new);
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
