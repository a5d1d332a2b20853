package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.RandomDropout;
import dev.assay.reference.op.RandomizedLeakyRelu;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Activation functions with an array of arguments, or none but what was drawn. */
final class Activations {
  private Activations() {}

  /** ND4J has slopes for all axes but the first, so that gets size 1. */
  static Execution randomizedLeakyRelu(
      RandomizedLeakyRelu relu, Problem problem, List<Tensor> inputs) {
    return Plan.build(
        plan -> {
          Shape row = Shape.of(1, relu.shape().size());
          INDArray x = plan.load(inputs.get(0).reshape(row));
          INDArray slopes = plan.load(inputs.get(1).reshape(Shape.of(relu.shape().size())));
          INDArray result = plan.allocate(row);
          if (problem.direction() == Direction.FORWARD) {
            plan.call("prelu", List.of(x, slopes), result);
            return plan.yields(result);
          }
          INDArray outputGradient = plan.load(inputs.get(2).reshape(row));
          plan.call(
              "prelu_bp",
              List.of(x, slopes, outputGradient),
              result,
              plan.allocate(slopes.shape()));
          return plan.yields(result);
        });
  }

  /** ND4J's own, by the share that is kept. It draws the same mask from the same seed. */
  static Execution randomDropout(RandomDropout dropout, Problem problem, List<Tensor> inputs) {
    return Plan.build(
        plan -> {
          INDArray result = plan.allocate(dropout.outputShape());
          INDArray x = plan.load(inputs.get(0));
          // What is dropped is not written.
          plan.call("zeros_as", List.of(result), result);
          long[] seed = new long[1];
          Call drop =
              plan.call("dropout", List.of(x), dropout.gradient() ? result.slice(0) : result);
          drop.reals(1 - dropout.rate())
              .before(
                  () -> {
                    seed[0] = Nd4j.getRandom().nextInt();
                    drop.integers(seed);
                  });
          if (dropout.gradient()) {
            List<INDArray> arrays = List.of(x, plan.load(inputs.get(1)));
            Call back = plan.call("dropout_bp", arrays, result.slice(1));
            back.reals(1 - dropout.rate()).before(() -> back.integers(seed));
          }
          return plan.yields(result);
        });
  }
}
