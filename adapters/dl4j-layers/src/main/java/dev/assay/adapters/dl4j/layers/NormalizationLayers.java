package dev.assay.adapters.dl4j.layers;

import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.BETA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GAMMA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_MEAN;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_VAR;

import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BatchNormInference;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;

/** Normalisations by {@code BatchNormalization} and {@code LocalResponseNormalization}, NCHW. */
final class NormalizationLayers {
  private NormalizationLayers() {}

  /** The gradient starts from what the forward pass keeps, and overwrites it. */
  static Execution batchNorm(BatchNorm norm, Problem problem, List<Tensor> inputs) {
    return LayerExecution.of(
            layer(norm.shape(), norm.epsilon()),
            problem,
            inputs,
            Parameter.alike(GAMMA, 1),
            Parameter.alike(BETA, 2))
        .remembering();
  }

  static Execution batchNormInference(
      BatchNormInference norm, Problem problem, List<Tensor> inputs) {
    if (problem.direction().isBackward()) {
      throw new UnsupportedProblemException("gradients are those of training");
    }
    return LayerExecution.of(
            layer(norm.shape(), norm.epsilon()),
            problem,
            inputs,
            Parameter.alike(GAMMA, 1),
            Parameter.alike(BETA, 2),
            Parameter.alike(GLOBAL_MEAN, 3),
            Parameter.alike(GLOBAL_VAR, 4))
        .forInference();
  }

  private static BatchNormalization layer(Shape shape, double epsilon) {
    if (shape.rank() != 2 && shape.rank() != 4) {
      throw new UnsupportedProblemException("normalises vectors and images only");
    }
    return new BatchNormalization.Builder()
        .eps(epsilon)
        // Else the variance is kept as the logarithm of its root.
        .useLogStd(false)
        .nIn(shape.dimension(1))
        .nOut(shape.dimension(1))
        .build();
  }

  static Execution localResponseNorm(LocalResponseNorm norm, Problem problem, List<Tensor> inputs) {
    return LayerExecution.of(layer(norm), problem, inputs);
  }

  static LocalResponseNormalization layer(LocalResponseNorm norm) {
    return new LocalResponseNormalization.Builder(norm.k(), norm.size(), norm.alpha(), norm.beta())
        .build();
  }
}
