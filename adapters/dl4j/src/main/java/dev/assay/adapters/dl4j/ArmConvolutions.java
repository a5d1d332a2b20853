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

/**
 * Where ND4J's natives for ARM are known to be wrong. They leave convolutions to Arm's Compute
 * Library, with paddings that are not what it takes them for. What is dilated is not kept from it,
 * as it is from oneDNN, which refuses: nothing tells who calls ND4J that they have to. Seen in an
 * emulator, not on a processor.
 */
final class ArmConvolutions {
  private static final String SOURCE =
      "https://github.com/deeplearning4j/deeplearning4j/blob/"
          + "3a87acef06fbfa5712c353d1c7ed5fef686c0bcc/libnd4j/include/ops/declarable/platform/"
          + "armcompute/";

  private static final Extent UNDILATED = new Extent(1, 1);

  private static final KnownDivergence DILATED =
      new KnownDivergence(
          "dilated-convolution-cut-off",
          "conv2d leaves the dilation out of the padding that it describes to Arm's Compute Library,"
              + " which then computes fewer rows and columns; the last ones stay 0",
          List.of(SOURCE + "conv2d.cpp"),
          Problem.parse("conv2d n=1 c=1 h=1 w=4 k=1 kernel=1x2 dilation=1x2 fill=integer"),
          problem -> !cutOff(problem).isEmpty(),
          problem ->
              List.of(
                  new Symptom.Part(
                      "last rows and columns", 0, cutOff(problem), new Symptom.Scaled(0))));

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
          new Symptom.NoResult());

  static final List<KnownDivergence> ALL = List.of(DILATED, WIDELY_PADDED);

  private ArmConvolutions() {}

  /** What is left out where {@code conv2d} is called: of its result, by row-major index. */
  private static BitSet cutOff(Problem problem) {
    if (problem.operation() instanceof Conv2d conv
        && conv.groups() == 1
        && problem.direction() == Direction.FORWARD) {
      return cutOff(conv.outputShape(), conv.kernel(), conv.dilation(), conv.stride());
    }
    if (problem.operation() instanceof ConvTranspose2d conv
        && conv.groups() == 1
        && (problem.direction() == Direction.BACKWARD
            || problem.direction() == Direction.BACKWARD_DATA)) {
      Shape images = Shape.of(conv.n(), conv.c(), conv.h(), conv.w());
      return cutOff(images, conv.kernel(), conv.dilation(), conv.stride());
    }
    return new BitSet();
  }

  private static BitSet cutOff(Shape result, Extent kernel, Extent dilation, Extent stride) {
    int columns = result.dimension(3);
    int rows = result.dimension(2);
    int computedRows = computed(rows, kernel.h(), dilation.h(), stride.h());
    int computedColumns = computed(columns, kernel.w(), dilation.w(), stride.w());
    BitSet cut = new BitSet();
    for (int i = 0; i < result.size(); i++) {
      cut.set(i, i / columns % rows >= computedRows || i % columns >= computedColumns);
    }
    return cut;
  }

  /**
   * As many windows as fit where the kernel without its dilation would fit as often as it should.
   */
  private static int computed(int windows, int kernel, int dilation, int stride) {
    int missing = (kernel - 1) * (dilation - 1);
    return Math.max(1, windows - (missing + stride - 1) / stride);
  }

  private static boolean isWidelyPadded(Problem problem) {
    if (problem.operation() instanceof ConvTranspose2d conv) {
      return problem.direction() == Direction.FORWARD
          && conv.groups() == 1
          && conv.dilation().equals(UNDILATED)
          && isAsWide(conv.pad(), conv.kernel());
    }
    return problem.operation() instanceof Conv2d conv
        && problem.direction() == Direction.BACKWARD_DATA
        && conv.groups() == 1
        && conv.dilation().equals(UNDILATED)
        && isAsWide(conv.pad(), conv.kernel());
  }

  private static boolean isAsWide(Padding pad, Extent kernel) {
    return Math.max(pad.top(), pad.bottom()) >= kernel.h()
        || Math.max(pad.left(), pad.right()) >= kernel.w();
  }
}
