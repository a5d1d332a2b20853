package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Adam;
import dev.assay.reference.op.Momentum;
import dev.assay.reference.op.Sgd;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Steps of optimisers by the native operations of Deeplearning4j's updaters, which turn a gradient
 * into what is to be taken from the weights. Weight decay is, as there, an operation before or
 * after that.
 *
 * <p>Nothing is updated in place, so that every run starts from the same weights and state.
 */
final class Updates {
  private Updates() {}

  static Execution sgd(Sgd sgd, Problem problem, List<Tensor> inputs) {
    Plan plan = new Plan();
    INDArray weights = plan.load(inputs.get(0));
    INDArray gradient = penalised(plan, weights, plan.load(inputs.get(1)), sgd.decay());
    INDArray update = plan.allocate(weights.shape());
    plan.call("sgd_updater", List.of(gradient), update).reals(sgd.learningRate());
    INDArray result = plan.allocate(weights.shape());
    plan.call("subtract", List.of(weights, update), result);
    return plan.yields(result);
  }

  /** ND4J keeps −α·v. */
  static Execution momentum(Momentum step, Problem problem, List<Tensor> inputs) {
    if (!step.nesterov()) {
      throw new UnsupportedProblemException("no momentum but Nesterov's");
    }
    Plan plan = new Plan();
    INDArray weights = plan.load(inputs.get(0));
    INDArray gradient = penalised(plan, weights, plan.load(inputs.get(1)), step.decay());
    INDArray state = plan.allocate(weights.shape());
    INDArray ofVelocity = plan.constant(-step.learningRate());
    plan.call("multiply", List.of(plan.load(inputs.get(2)), ofVelocity), state);
    INDArray update = plan.allocate(weights.shape());
    INDArray next = plan.allocate(weights.shape());
    plan.call("nesterovs_updater", List.of(gradient, state), update, next)
        .reals(step.learningRate(), step.momentum());
    INDArray result = plan.allocate(step.outputShape());
    plan.call("subtract", List.of(weights, update), result.slice(0));
    plan.call("divide", List.of(next, ofVelocity), result.slice(1));
    return plan.yields(result);
  }

  /**
   * ND4J corrects the bias of both moments in the learning rate, so that its ε is added to the root
   * of the uncorrected one.
   */
  static Execution adam(Adam adam, Problem problem, List<Tensor> inputs) {
    Plan plan = new Plan();
    INDArray weights = plan.load(inputs.get(0));
    INDArray gradient = plan.load(inputs.get(1));
    if (!adam.decoupled()) {
      gradient = penalised(plan, weights, gradient, adam.decay());
    }
    INDArray first = plan.load(inputs.get(2));
    INDArray second = plan.load(inputs.get(3));
    INDArray update = plan.allocate(weights.shape());
    INDArray result = plan.allocate(adam.outputShape());
    double epsilon = adam.epsilon() * Math.sqrt(1 - Math.pow(adam.beta2(), adam.step()));
    int stepsBefore = adam.step() - 1;
    plan.call(
            "adam_updater",
            List.of(gradient, second, first),
            update,
            result.slice(2),
            result.slice(1))
        .reals(adam.learningRate(), adam.beta1(), adam.beta2(), epsilon)
        .integers(stepsBefore);
    if (adam.decoupled()) {
      update = penalised(plan, weights, update, adam.learningRate() * adam.decay());
    }
    plan.call("subtract", List.of(weights, update), result.slice(0));
    return plan.yields(result);
  }

  /** Adds weights times a factor. */
  private static INDArray penalised(Plan plan, INDArray weights, INDArray gradient, double factor) {
    if (factor == 0) {
      return gradient;
    }
    INDArray sum = plan.allocate(weights.shape());
    plan.call("multiply", List.of(weights, plan.constant(factor)), sum);
    plan.call("add", List.of(sum, gradient), sum);
    return sum;
  }
}
