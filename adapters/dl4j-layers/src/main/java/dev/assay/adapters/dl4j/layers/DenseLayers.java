package dev.assay.adapters.dl4j.layers;

import static org.deeplearning4j.nn.params.DefaultParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import dev.assay.reference.op.Linear;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.nd4j.linalg.activations.Activation;

/** Fully connected layers by {@code DenseLayer}, whose weights are [in, out]. */
final class DenseLayers {
  private DenseLayers() {}

  static Execution linear(Linear linear, Problem problem, List<Tensor> inputs) {
    DenseLayer layer =
        new DenseLayer.Builder()
            .hasBias(linear.bias())
            .nIn(linear.in())
            .nOut(linear.out())
            .activation(Activation.IDENTITY)
            .build();
    Parameter weights =
        Parameter.reordered(WEIGHT_KEY, 1, Shape.of(linear.out(), linear.in()), 1, 0);
    return linear.bias()
        ? LayerExecution.of(layer, problem, inputs, weights, Parameter.alike(BIAS_KEY, 2))
        : LayerExecution.of(layer, problem, inputs, weights);
  }
}
