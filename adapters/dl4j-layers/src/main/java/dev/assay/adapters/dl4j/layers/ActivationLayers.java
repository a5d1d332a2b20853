package dev.assay.adapters.dl4j.layers;

import dev.assay.reference.op.LeakyRelu;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.op.Tanh;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/**
 * Activation functions by {@code ActivationLayer}, as in training: in use it would overwrite its
 * input.
 */
final class ActivationLayers {
  private ActivationLayers() {}

  static Execution relu(Relu relu, Problem problem, List<Tensor> inputs) {
    return execution(new ActivationReLU(), problem, inputs);
  }

  static Execution leakyRelu(LeakyRelu relu, Problem problem, List<Tensor> inputs) {
    return execution(new ActivationLReLU(relu.slope()), problem, inputs);
  }

  static Execution sigmoid(Sigmoid sigmoid, Problem problem, List<Tensor> inputs) {
    return execution(new ActivationSigmoid(), problem, inputs);
  }

  static Execution tanh(Tanh tanh, Problem problem, List<Tensor> inputs) {
    return execution(new ActivationTanH(), problem, inputs);
  }

  static Execution softmax(Softmax softmax, Problem problem, List<Tensor> inputs) {
    if (softmax.axis() != softmax.shape().rank() - 1) {
      throw new UnsupportedProblemException("no softmax along another axis than the last");
    }
    if (softmax.beta() != 1) {
      throw new UnsupportedProblemException("no softmax with a temperature");
    }
    return execution(new ActivationSoftmax(), problem, inputs);
  }

  private static Execution execution(IActivation activation, Problem problem, List<Tensor> inputs) {
    return LayerExecution.of(
        new ActivationLayer.Builder().activation(activation).build(), problem, inputs);
  }
}
