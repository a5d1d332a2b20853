package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Linear;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Fully connected layers by {@code matmul}, which oneDNN computes; the weights lie so that none of
 * the matrices but xᵀ has to be transposed: in forward as [in, out], backward as [out, in].
 */
final class Linears {
  /** Whether {@code matmul} transposes its first and its second factor. */
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
    if (linear.bias()) {
      plan.call("xw_plus_b", List.of(x, weights, plan.load(inputs.get(2))), y);
    } else {
      plan.call("matmul", List.of(x, weights), y);
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
