package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Linear;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Fully connected layers by {@code matmul}, which oneDNN computes, and {@code biasadd} in place.
 * {@code xw_plus_b} would do both, but brings the weights into another order in every call, which
 * takes five times as long for large ones.
 *
 * <p>The weights lie so that they need not be transposed: as [in, out] in forward, as [out, in]
 * backward.
 */
final class Linears {
  /** Has {@code matmul} transpose its first factor, not its second. */
  private static final long[] TRANSPOSE_FIRST = {1, 0};

  private Linears() {}

  static Execution linear(Linear linear, Problem problem, List<Tensor> inputs) {
    return problem.direction() == Direction.FORWARD
        ? forward(linear, inputs)
        : backward(linear, problem.direction(), inputs);
  }

  private static Plan forward(Linear linear, List<Tensor> inputs) {
    Plan plan = new Plan();
    INDArray x = plan.load(inputs.get(0));
    INDArray weights = plan.load(inputs.get(1), 1, 0);
    INDArray y = plan.allocate(linear.outputShape());
    plan.call("matmul", List.of(x, weights), y);
    if (linear.bias()) {
      plan.call("biasadd", List.of(y, plan.load(inputs.get(2))), y);
    }
    return plan.yields(y);
  }

  private static Plan backward(Linear linear, Direction direction, List<Tensor> inputs) {
    Plan plan = new Plan();
    INDArray outputGradient = plan.load(inputs.get(inputs.size() - 1));
    if (direction != Direction.BACKWARD_WEIGHTS) {
      INDArray ofX = plan.allocate(inputs.get(0).shape());
      plan.call("matmul", List.of(outputGradient, plan.load(inputs.get(1))), ofX);
      plan.yields(ofX);
    }
    if (direction != Direction.BACKWARD_DATA) {
      INDArray ofWeights = plan.allocate(inputs.get(1).shape());
      plan.call("matmul", List.of(outputGradient, plan.load(inputs.get(0))), ofWeights)
          .integers(TRANSPOSE_FIRST);
      plan.yields(ofWeights);
      if (linear.bias()) {
        INDArray ofBias = plan.allocate(linear.out());
        plan.call("reduce_sum", List.of(outputGradient), ofBias).integers(0);
        plan.yields(ofBias);
      }
    }
    return plan;
  }
}
