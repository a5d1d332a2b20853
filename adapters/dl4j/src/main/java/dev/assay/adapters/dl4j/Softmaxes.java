package dev.assay.adapters.dl4j;

import dev.assay.reference.op.LogSoftmax;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.tensor.Shape;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Softmax along an axis, or its logarithm. ND4J's have no β: the input, and in the end its
 * gradient, are multiplied by it.
 */
final class Softmaxes extends Layer {
  private final String name;
  private final int axis;
  private final double beta;

  /** β·x, as the forward pass left it; x itself where β is 1. */
  private @Nullable INDArray scaled;

  Softmaxes(Softmax softmax, Layout layout) {
    this(softmax, layout, "softmax", softmax.axis(), softmax.beta());
  }

  Softmaxes(LogSoftmax softmax, Layout layout) {
    this(softmax, layout, "log_softmax", softmax.axis(), softmax.beta());
  }

  private Softmaxes(Operation operation, Layout layout, String name, int axis, double beta) {
    super(operation, layout);
    Shape shape = operation.outputShape();
    this.name = name;
    this.axis = isImages(shape) ? layout.axis(axis) : axis;
    this.beta = beta;
  }

  @Override
  void forward(Plan plan, List<INDArray> operands, INDArray result) {
    remember(plan, operands);
    plan.call(name, List.of(scaled(operands)), result).integers(axis);
  }

  @Override
  void remember(Plan plan, List<INDArray> operands) {
    if (beta != 1) {
      scaled = plan.allocate(operands.get(0).shape());
      times(plan, operands.get(0), scaled);
    }
  }

  private INDArray scaled(List<INDArray> operands) {
    return scaled == null ? operands.get(0) : scaled;
  }

  private void times(Plan plan, INDArray x, INDArray product) {
    plan.call("multiply", List.of(x, plan.constant(beta)), product);
  }

  @Override
  void backward(
      Plan plan,
      List<INDArray> operands,
      INDArray outputGradient,
      Map<Integer, INDArray> gradients) {
    INDArray result = gradients.get(0);
    if (result != null) {
      plan.call(name + "_bp", List.of(scaled(operands), outputGradient), result).integers(axis);
      if (beta != 1) {
        times(plan, result, result);
      }
    }
  }
}
