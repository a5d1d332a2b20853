package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Operation;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An activation function, element by element. Its gradient is computed from the input, not from a
 * kept output, as in Deeplearning4j's layers.
 */
final class Activation extends Layer {
  private final String name;
  private final double[] arguments;

  /**
   * One by ND4J's name.
   *
   * @param name of the operation; that of its gradient ends in {@code _bp}
   */
  Activation(Operation operation, Layout layout, String name, double... arguments) {
    super(operation, layout);
    this.name = name;
    this.arguments = arguments;
  }

  @Override
  void forward(Plan plan, List<INDArray> operands, INDArray result) {
    plan.call(name, operands, result).reals(arguments);
  }

  @Override
  void backward(
      Plan plan,
      List<INDArray> operands,
      INDArray outputGradient,
      Map<Integer, INDArray> gradients) {
    INDArray result = gradients.get(0);
    if (result != null) {
      plan.call(name + "_bp", List.of(operands.get(0), outputGradient), result).reals(arguments);
    }
  }
}
