package dev.assay.adapters.dl4j;

import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Extent;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import dev.assay.spi.UnsupportedProblemException;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Transposed convolutions by {@code deconv2d}; all gradients at once by {@code deconv2d_bp}. */
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
    if (!conv.pad().isSymmetric()) {
      throw new UnsupportedProblemException(
          "no transposed convolution whose padding differs between the sides");
    }
    if (!conv.outputPad().equals(new Extent(0, 0))) {
      throw new UnsupportedProblemException("no output padding");
    }
    Plan plan = new Plan();
    INDArray x = layout.load(plan, inputs.get(0));
    List<INDArray> operands = new ArrayList<>(List.of(x, plan.load(inputs.get(1))));
    if (conv.bias()) {
      operands.add(plan.load(inputs.get(2)));
    }
    if (problem.direction() == Direction.FORWARD) {
      INDArray y = plan.allocate(layout.dimensions(conv.outputShape()));
      call(plan, "deconv2d", conv, layout, operands, y);
      return plan.yields(layout.asNchw(y));
    }
    INDArray[] gradients =
        operands.stream().map(operand -> plan.allocate(operand.shape())).toArray(INDArray[]::new);
    operands.add(layout.load(plan, inputs.get(inputs.size() - 1)));
    call(plan, "deconv2d_bp", conv, layout, operands, gradients);
    gradients[0] = layout.asNchw(gradients[0]);
    problem.results().forEach(result -> plan.yields(gradients[result.operand()]));
    return plan;
  }

  private static void call(
      Plan plan,
      String operation,
      ConvTranspose2d conv,
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
                conv.pad().top(),
                conv.pad().left(),
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
