package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.LeakyRelu;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.op.Tanh;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Activation functions. A gradient is computed from the input, not from a kept output, as in
 * Deeplearning4j's layers.
 */
final class Activations {
  private Activations() {}

  static Execution sigmoid(Sigmoid sigmoid, Problem problem, List<Tensor> inputs) {
    return plan("sigmoid", "sigmoid_bp", problem, inputs);
  }

  static Execution tanh(Tanh tanh, Problem problem, List<Tensor> inputs) {
    return plan("tanh", "tanh_bp", problem, inputs);
  }

  static Execution relu(Relu relu, Problem problem, List<Tensor> inputs) {
    double threshold = 0;
    return plan("relu", "relu_bp", problem, inputs, threshold);
  }

  static Execution leakyRelu(LeakyRelu relu, Problem problem, List<Tensor> inputs) {
    return plan("lrelu", "lrelu_bp", problem, inputs, relu.slope());
  }

  private static Plan plan(
      String forward, String backward, Problem problem, List<Tensor> inputs, double... arguments) {
    Plan plan = new Plan();
    String operation = problem.direction() == Direction.FORWARD ? forward : backward;
    INDArray result = plan.allocate(inputs.get(0).shape());
    plan.call(operation, inputs.stream().map(plan::load).toList(), result).reals(arguments);
    return plan.yields(result);
  }

  /** ND4J's softmax has no β: the input, and in the end its gradient, are multiplied by it. */
  static Execution softmax(Softmax softmax, Problem problem, List<Tensor> inputs) {
    Plan plan = new Plan();
    INDArray x = plan.load(inputs.get(0));
    INDArray beta = plan.constant(softmax.beta());
    boolean scaled = softmax.beta() != 1;
    if (scaled) {
      INDArray product = plan.allocate(softmax.shape());
      plan.call("multiply", List.of(x, beta), product);
      x = product;
    }
    INDArray result = plan.allocate(softmax.shape());
    if (problem.direction() == Direction.FORWARD) {
      plan.call("softmax", List.of(x), result).integers(softmax.axis());
      return plan.yields(result);
    }
    plan.call("softmax_bp", List.of(x, plan.load(inputs.get(1))), result).integers(softmax.axis());
    if (scaled) {
      plan.call("multiply", List.of(result, beta), result);
    }
    return plan.yields(result);
  }
}
