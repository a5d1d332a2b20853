package dev.assay.adapters.dl4j;

import dev.assay.reference.op.BinaryCrossEntropy;
import dev.assay.reference.op.BinaryCrossEntropyOfProbabilities;
import dev.assay.reference.op.CrossEntropy;
import dev.assay.reference.op.CrossEntropyOfProbabilities;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.MeanSquaredError;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;

/**
 * Losses, averaged. ND4J takes a weight, here 1, and computes the gradients of prediction, weight
 * and target together, at an output gradient of 1; the timed region multiplies by the given one.
 */
final class Losses {
  /** ND4J's code for the mean over the weights. */
  private static final int WEIGHTED_MEAN = 2;

  private static final String SOFTMAX_CROSS_ENTROPY = "softmax_cross_entropy_loss";
  private static final double NO_SMOOTHING = 0;

  private Losses() {}

  static Execution crossEntropy(CrossEntropy loss, Problem problem, List<Tensor> inputs) {
    return plan(SOFTMAX_CROSS_ENTROPY, problem, inputs, NO_SMOOTHING);
  }

  /** Appends the loss of logits. */
  static INDArray crossEntropy(Plan plan, INDArray logits, INDArray labels) {
    return value(plan, SOFTMAX_CROSS_ENTROPY, logits, labels, NO_SMOOTHING);
  }

  /** Appends its gradient by the logits. */
  static INDArray gradientOfCrossEntropy(Plan plan, INDArray logits, INDArray labels) {
    return gradient(plan, SOFTMAX_CROSS_ENTROPY, logits, labels, NO_SMOOTHING);
  }

  static Execution meanSquaredError(MeanSquaredError loss, Problem problem, List<Tensor> inputs) {
    return plan("mean_sqerr_loss", problem, inputs);
  }

  static Execution binaryCrossEntropy(
      BinaryCrossEntropy loss, Problem problem, List<Tensor> inputs) {
    return plan("sigm_cross_entropy_loss", problem, inputs, NO_SMOOTHING);
  }

  static Execution binaryCrossEntropyOfProbabilities(
      BinaryCrossEntropyOfProbabilities loss, Problem problem, List<Tensor> inputs) {
    double epsilon = 0;
    return plan("log_loss", problem, inputs, epsilon);
  }

  /** ND4J has no operation for it; its users write −mean(t·log p), and −t/p for the gradient. */
  static Execution crossEntropyOfProbabilities(
      CrossEntropyOfProbabilities loss, Problem problem, List<Tensor> inputs) {
    return Plan.build(
        plan -> {
          INDArray probabilities = plan.load(inputs.get(0));
          INDArray target = plan.load(inputs.get(1));
          INDArray terms = plan.allocate(target.shape());
          INDArray mean = plan.constant(-1.0 / loss.n());
          if (problem.direction() == Direction.FORWARD) {
            plan.call(new Log(probabilities, terms));
            plan.call("multiply", List.of(terms, target), terms);
            INDArray sum = plan.allocate();
            plan.call("reduce_sum", List.of(terms), sum);
            INDArray result = plan.allocate(1);
            plan.call("multiply", List.of(sum, mean), result);
            return plan.yields(result);
          }
          plan.call("divide", List.of(target, probabilities), terms);
          INDArray factor = plan.allocate(1);
          plan.call("multiply", List.of(mean, plan.load(inputs.get(2))), factor);
          plan.call("multiply", List.of(terms, factor), terms);
          return plan.yields(terms);
        });
  }

  private static Plan plan(
      String operation, Problem problem, List<Tensor> inputs, double... arguments) {
    return Plan.build(
        plan -> {
          INDArray prediction = plan.load(inputs.get(0));
          INDArray target = plan.load(inputs.get(1));
          if (problem.direction() == Direction.FORWARD) {
            return plan.yields(value(plan, operation, prediction, target, arguments));
          }
          INDArray gradient = gradient(plan, operation, prediction, target, arguments);
          plan.call("multiply", List.of(gradient, plan.load(inputs.get(2))), gradient);
          return plan.yields(gradient);
        });
  }

  private static INDArray value(
      Plan plan, String operation, INDArray prediction, INDArray target, double... arguments) {
    INDArray loss = plan.allocate();
    plan.call(operation, List.of(prediction, plan.constant(1), target), loss)
        .integers(WEIGHTED_MEAN)
        .reals(arguments);
    return loss;
  }

  private static INDArray gradient(
      Plan plan, String operation, INDArray prediction, INDArray target, double... arguments) {
    INDArray weight = plan.constant(1);
    INDArray gradient = plan.allocate(prediction.shape());
    plan.call(
            operation + "_grad",
            List.of(prediction, weight, target),
            gradient,
            plan.allocate(weight.shape()),
            plan.allocate(target.shape()))
        .integers(WEIGHTED_MEAN)
        .reals(arguments);
    return gradient;
  }
}
