package dev.assay.adapters.dl4j;

import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Padding;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import dev.assay.spi.UnsupportedProblemException;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Transposed convolutions by {@code deconv2d}; all gradients at once by {@code deconv2d_bp}.
 *
 * <p>ND4J cuts the same off both sides of an axis, and knows no output padding. Where that is not
 * what is wanted nothing is cut off by it: the output is then cropped as a view, at no cost, and
 * its gradient gets a border of zeros by the operation {@code pad} before.
 */
final class TransposedConvolutions {
  /** ND4J's codes: padding as given, and weights in the order [C, K, H, W]. */
  private static final int VALID = 0;

  private static final int CKHW = 1;

  private TransposedConvolutions() {}

  static Execution convTranspose2d(
      Layout layout, ConvTranspose2d conv, Problem problem, List<Tensor> inputs) {
    if (conv.groups() > 1) {
      throw new UnsupportedProblemException("no grouped transposed convolution");
    }
    Padding cut = cut(conv);
    if (cut.bottom() < 0 || cut.right() < 0) {
      throw new UnsupportedProblemException("no output padding larger than the padding");
    }
    Padding pad = cut.isSymmetric() ? cut : Padding.NONE;
    Padding border = cut.isSymmetric() ? Padding.NONE : cut;
    return Plan.build(
        plan -> {
          INDArray x = layout.load(plan, inputs.get(0));
          List<INDArray> operands = new ArrayList<>(List.of(x, plan.load(inputs.get(1))));
          if (conv.bias()) {
            operands.add(plan.load(inputs.get(2)));
          }
          if (problem.direction() == Direction.FORWARD) {
            INDArray y = plan.allocate(layout.dimensions(within(border, conv.outputShape())));
            call(plan, "deconv2d", conv, pad, layout, operands, y);
            return plan.yields(layout.asNchw(layout.withoutBorder(y, border)));
          }
          INDArray[] gradients =
              operands.stream()
                  .map(operand -> plan.allocate(operand.shape()))
                  .toArray(INDArray[]::new);
          INDArray outputGradient = layout.load(plan, inputs.get(inputs.size() - 1));
          operands.add(layout.withBorder(plan, outputGradient, border, 0));
          call(plan, "deconv2d_bp", conv, pad, layout, operands, gradients);
          gradients[0] = layout.asNchw(gradients[0]);
          problem.results().forEach(result -> plan.yields(gradients[result.operand()]));
          return plan;
        });
  }

  /** What is left of the padding when the output's is taken from it. */
  private static Padding cut(ConvTranspose2d conv) {
    Padding pad = conv.pad();
    Extent more = conv.outputPad();
    return new Padding(pad.top(), pad.bottom() - more.h(), pad.left(), pad.right() - more.w());
  }

  private static Shape within(Padding border, Shape images) {
    return Shape.of(
        images.dimension(0),
        images.dimension(1),
        border.top() + images.dimension(2) + border.bottom(),
        border.left() + images.dimension(3) + border.right());
  }

  private static void call(
      Plan plan,
      String operation,
      ConvTranspose2d conv,
      Padding pad,
      Layout layout,
      List<INDArray> operands,
      INDArray... results) {
    Call call =
        plan.call(operation, operands, results)
            .integers(
                conv.kernel().h(),
                conv.kernel().w(),
                conv.stride().h(),
                conv.stride().w(),
                pad.top(),
                pad.left(),
                conv.dilation().h(),
                conv.dilation().w(),
                VALID,
                layout.code(),
                CKHW);
    if (!conv.dilation().equals(new Extent(1, 1))) {
      call.withoutOneDnn();
    }
  }
}
