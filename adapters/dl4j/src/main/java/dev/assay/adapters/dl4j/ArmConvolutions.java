package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Padding;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Where ND4J's natives for ARM are known to be wrong. They leave convolutions to Arm's Compute
 * Library, with paddings that are not what it takes them for. What is dilated is not kept from it,
 * as it is from oneDNN, which refuses: nothing tells who calls ND4J that they have to. Seen in an
 * emulator, not on a processor.
 */
final class ArmConvolutions {
  private static final String SOURCE = Divergences.SOURCE + "ops/declarable/platform/armcompute/";

  private static final Extent UNDILATED = new Extent(1, 1);

  private static final KnownDivergence DILATED =
      new KnownDivergence(
          "dilated-convolution-cut-off",
          "conv2d leaves the dilation out of the padding that it describes to Arm's Compute Library,"
              + " which then computes fewer rows and columns; the last ones stay 0",
          List.of(SOURCE + "conv2d.cpp"),
          Problem.parse("conv2d n=1 c=1 h=1 w=4 k=1 kernel=1x2 dilation=1x2 fill=integer"),
          problem -> Computed.of(problem).filter(computed -> !computed.isAll()).isPresent(),
          problem ->
              List.of(
                  new Symptom.Part(
                      "last rows and columns",
                      0,
                      Computed.of(problem).orElseThrow().rest(),
                      new Symptom.Scaled(0))));

  private static final KnownDivergence WIDELY_PADDED =
      new KnownDivergence(
          "transposed-convolution-wide-padding",
          "for a padding as wide as the kernel deconv2d, which computes a convolution's gradient of"
              + " the data as well, has Arm's Compute Library compute something else, and spoil"
              + " memory: the process may end, even later",
          List.of(SOURCE + "deconv2d.cpp"),
          Problem.parse("conv-transpose2d n=1 c=1 h=3 w=5 k=1 kernel=1x2 pad=0x2 fill=integer"),
          ArmConvolutions::isWidelyPadded,
          new Symptom.Garbage(),
          new Symptom.Dies());

  static final List<KnownDivergence> ALL = List.of(DILATED, WIDELY_PADDED);

  private ArmConvolutions() {}

  /**
   * What {@code conv2d} computes of its result.
   *
   * @param rows of each image, the first ones
   * @param columns of each of these rows, likewise
   */
  private record Computed(Shape result, int rows, int columns) {

    /** Of a problem for which it is called; empty for any other. */
    static Optional<Computed> of(Problem problem) {
      if (problem.operation() instanceof Conv2d conv
          && conv.groups() == 1
          && problem.direction() == Direction.FORWARD) {
        return Optional.of(of(conv.outputShape(), conv.kernel(), conv.dilation(), conv.stride()));
      }
      if (problem.operation() instanceof ConvTranspose2d conv
          && conv.groups() == 1
          && (problem.direction() == Direction.BACKWARD
              || problem.direction() == Direction.BACKWARD_DATA)) {
        Shape images = Shape.of(conv.n(), conv.c(), conv.h(), conv.w());
        return Optional.of(of(images, conv.kernel(), conv.dilation(), conv.stride()));
      }
      return Optional.empty();
    }

    private static Computed of(Shape result, Extent kernel, Extent dilation, Extent stride) {
      return new Computed(
          result,
          windows(result.dimension(2), kernel.h(), dilation.h(), stride.h()),
          windows(result.dimension(3), kernel.w(), dilation.w(), stride.w()));
    }

    /** As many as fit where the kernel without its dilation would fit as often as it should. */
    private static int windows(int all, int kernel, int dilation, int stride) {
      int missing = (kernel - 1) * (dilation - 1);
      return Math.max(1, all - (missing + stride - 1) / stride);
    }

    boolean isAll() {
      return rows == result.dimension(2) && columns == result.dimension(3);
    }

    /** What stays 0, by row-major index. */
    BitSet rest() {
      int height = result.dimension(2);
      int width = result.dimension(3);
      BitSet rest = new BitSet();
      for (int i = 0; i < result.size(); i++) {
        rest.set(i, i / width % height >= rows || i % width >= columns);
      }
      return rest;
    }
  }

  private static boolean isWidelyPadded(Problem problem) {
    if (problem.operation() instanceof ConvTranspose2d conv) {
      return problem.direction() == Direction.FORWARD
          && isWidelyPadded(conv.groups(), conv.dilation(), conv.pad(), conv.kernel());
    }
    return problem.operation() instanceof Conv2d conv
        && problem.direction() == Direction.BACKWARD_DATA
        && isWidelyPadded(conv.groups(), conv.dilation(), conv.pad(), conv.kernel());
  }

  private static boolean isWidelyPadded(int groups, Extent dilation, Padding pad, Extent kernel) {
    return groups == 1
        && dilation.equals(UNDILATED)
        && (Math.max(pad.top(), pad.bottom()) >= kernel.h()
            || Math.max(pad.left(), pad.right()) >= kernel.w());
  }
}
