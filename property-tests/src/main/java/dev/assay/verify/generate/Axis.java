package dev.assay.verify.generate;

import dev.assay.reference.op.Sides;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * One spatial axis of a convolution or a pooling. The axes do not interact, so each is drawn on its
 * own.
 *
 * @param kernel taps
 * @param stride distance between neighbouring windows
 * @param dilation distance between neighbouring taps
 * @param before padding before the first element
 * @param after padding after the last element
 * @param spare elements of the input beyond the fewest that the kernel needs
 */
record Axis(int kernel, int stride, int dilation, int before, int after, int spare) {

  /** A single element. */
  static final Axis NONE = new Axis(1, 1, 1, 0, 0, 0);

  private static final Arbitrary<Integer> KERNELS = Choice.any(1, 2, 3, 4, 5, 7);

  /** Seldom more taps than are unrolled: they cost as many times as much. */
  private static final Arbitrary<Integer> CONVOLUTION_KERNELS =
      Combinators.combine(KERNELS, Choice.nearlyAlways(1, 9)).as(Integer::max);

  private static final Arbitrary<Integer> STRIDES = Choice.mostly(1, 2, 3, 4, 5, 7);

  /** Up to the least of those that segmentation takes (6, 12 and 18: Chen et al. 2017). */
  private static final Arbitrary<Integer> DILATIONS = Choice.usually(1, 2, 3, 6);

  private static final Arbitrary<Integer> PADS = Choice.mostly(0, 1, 2, 3, 4, 6);

  /** Padding after less padding before. */
  private static final Arbitrary<Integer> ASYMMETRIES = Choice.usually(0, 1, -1, 2, -3);

  private static final Arbitrary<Integer> SPARES = Choice.mostly(0, 1, 2, 3, 4, 5, 6, 7, 9, 13, 22);

  /** Poolings cost little, so some of them have large outputs. */
  private static final Arbitrary<Integer> POOLING_SPARES =
      Choice.mostly(0, 1, 2, 3, 4, 5, 6, 7, 9, 13, 22, 40);

  /** As many as images have that are the first in a network, whose kernels may have 11 taps. */
  private static final Arbitrary<Integer> LONG_KERNELS = Choice.mostly(1, 2, 3, 4, 5, 7, 11);

  /** Often 1, so that the output is long, too. */
  private static final Arbitrary<Integer> LONG_STRIDES = Choice.usually(1, 2, 3, 4);

  private static final Arbitrary<Integer> LONG_SPARES = Choice.any(64, 100);

  /** Sequences are longer than images are wide. */
  private static final Arbitrary<Integer> SEQUENCES = Choice.any(250, 1000);

  /** Axes of convolutions: padding may exceed the kernel. */
  static Arbitrary<Axis> ofConvolution() {
    return ofConvolution(CONVOLUTION_KERNELS, STRIDES, SPARES);
  }

  /** Axes that are long beside others that are short. */
  static Arbitrary<Axis> ofLongConvolution() {
    return ofConvolution(LONG_KERNELS, LONG_STRIDES, LONG_SPARES);
  }

  /** Axes of sequences. */
  static Arbitrary<Axis> ofSequence() {
    return ofConvolution(LONG_KERNELS, LONG_STRIDES, SEQUENCES);
  }

  private static Arbitrary<Axis> ofConvolution(
      Arbitrary<Integer> kernels, Arbitrary<Integer> strides, Arbitrary<Integer> spares) {
    return Combinators.combine(kernels, strides, DILATIONS, PADS, ASYMMETRIES, spares).as(Axis::of);
  }

  /** Axes of poolings: no dilation, and padding is smaller than the kernel. */
  static Arbitrary<Axis> ofPooling() {
    return Combinators.combine(KERNELS, STRIDES, PADS, ASYMMETRIES, POOLING_SPARES)
        .as(
            (kernel, stride, pad, asymmetry, spare) ->
                of(kernel, stride, 1, pad, asymmetry, spare).withPadBelowKernel());
  }

  /** Axes of which several make a small problem. */
  static Arbitrary<Axis> ofShortConvolution() {
    return Combinators.combine(
            Choice.mostly(1, 2, 3, 4),
            Choice.mostly(1, 2, 3),
            DILATIONS,
            Choice.usually(0, 1, 2, 3),
            ASYMMETRIES,
            Choice.mostly(0, 1, 2, 3, 5, 8))
        .as(Axis::of);
  }

  /** Likewise, not dilated, and with padding smaller than the kernel. */
  static Arbitrary<Axis> ofShortPooling() {
    return ofShortConvolution().map(Axis::asPooling);
  }

  /** Long ones, likewise. */
  static Arbitrary<Axis> ofLongPooling() {
    return ofLongConvolution().map(Axis::asPooling);
  }

  private Axis asPooling() {
    return new Axis(kernel, stride, 1, before, after, spare).withPadBelowKernel();
  }

  private static Axis of(int kernel, int stride, int dilation, int pad, int asymmetry, int spare) {
    int before = pad + Math.max(0, -asymmetry);
    int after = pad + Math.max(0, asymmetry);
    return new Axis(kernel, stride, dilation, before, after, spare);
  }

  private Axis withPadBelowKernel() {
    int largest = kernel - 1;
    return new Axis(
        kernel, stride, dilation, Math.min(before, largest), Math.min(after, largest), spare);
  }

  /** An input of the same size under one window as large as itself. */
  Axis global() {
    return new Axis(input(), 1, 1, 0, 0, 0);
  }

  /**
   * The same with two windows or a few more, and as many if another stride or another dilation up
   * to the given ones took the place of its own, as far as that can be.
   */
  Axis exchangeable(int largestStride, int largestDilation) {
    int wanted = largestStride + (kernel - 1) * largestDilation + 1 - before - after;
    int least = input() - spare;
    return new Axis(kernel, stride, dilation, before, after, Math.max(0, wanted - least));
  }

  /**
   * The same with an odd number of taps, a stride of 1, 2 or seldom 3, and the padding that, at
   * stride 1, keeps the size.
   */
  Axis usual() {
    int taps = kernel | 1;
    int pad = taps / 2 * dilation;
    return new Axis(taps, stride > 3 ? 2 : stride, dilation, pad, pad, spare);
  }

  Axis withSpareOf(Axis other) {
    return new Axis(kernel, stride, dilation, before, after, other.spare);
  }

  Axis withStride(int other) {
    return new Axis(kernel, other, dilation, before, after, spare);
  }

  Sides pad() {
    return new Sides(before, after);
  }

  /** The size of the input: the padded input holds the dilated kernel at least once. */
  int input() {
    int extent = (kernel - 1) * dilation + 1;
    return Math.max(1, extent - before - after) + spare;
  }
}
