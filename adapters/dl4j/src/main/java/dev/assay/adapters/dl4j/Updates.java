package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Adam;
import dev.assay.reference.op.Momentum;
import dev.assay.reference.op.Sgd;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Steps of optimisers by the native operations of Deeplearning4j's updaters, which turn a gradient
 * into what is to be taken from the weights. Weight decay is, as there, an operation before or
 * after that.
 *
 * <p>A problem of its own updates nothing in place, so that every run starts from the same weights
 * and state.
 */
final class Updates {
  private Updates() {}

  static Execution sgd(Sgd sgd, Problem problem, List<Tensor> inputs) {
    Plan plan = new Plan();
    INDArray result = plan.allocate(sgd.outputShape());
    sgd(plan, sgd, plan.load(inputs.get(0)), plan.load(inputs.get(1)), result);
    return plan.yields(result);
  }

  /**
   * Appends a step.
   *
   * @param moved may be the weights themselves
   */
  static void sgd(Plan plan, Sgd sgd, INDArray weights, INDArray gradient, INDArray moved) {
    INDArray update = plan.allocate(weights.shape());
    plan.call("sgd_updater", List.of(penalised(plan, weights, gradient, sgd.decay())), update)
        .reals(sgd.learningRate());
    plan.call("subtract", List.of(weights, update), moved);
  }

  static Execution momentum(Momentum step, Problem problem, List<Tensor> inputs) {
    Plan plan = new Plan();
    INDArray weights = plan.load(inputs.get(0));
    INDArray state = plan.allocate(weights.shape());
    INDArray ofVelocity = plan.constant(-step.learningRate());
    plan.call("multiply", List.of(plan.load(inputs.get(2)), ofVelocity), state);
    INDArray next = plan.allocate(weights.shape());
    INDArray result = plan.allocate(step.outputShape());
    momentum(plan, step, weights, plan.load(inputs.get(1)), state, next, result.slice(0));
    plan.call("divide", List.of(next, ofVelocity), result.slice(1));
    return plan.yields(result);
  }

  /**
   * Appends a step. ND4J keeps −α·v, and its operation is Nesterov's; without that the weights move
   * by what it keeps.
   *
   * @param next may be the state itself
   * @param moved may be the weights themselves
   */
  static void momentum(
      Plan plan,
      Momentum step,
      INDArray weights,
      INDArray gradient,
      INDArray state,
      INDArray next,
      INDArray moved) {
    INDArray update = plan.allocate(weights.shape());
    List<INDArray> arrays = List.of(penalised(plan, weights, gradient, step.decay()), state);
    plan.call("nesterovs_updater", arrays, update, next)
        .reals(step.learningRate(), step.momentum());
    if (step.nesterov()) {
      plan.call("subtract", List.of(weights, update), moved);
    } else {
      plan.call("add", List.of(weights, next), moved);
    }
  }

  static Execution adam(Adam adam, Problem problem, List<Tensor> inputs) {
    Plan plan = new Plan();
    INDArray result = plan.allocate(adam.outputShape());
    Call call =
        adam(
            plan,
            adam,
            plan.load(inputs.get(0)),
            plan.load(inputs.get(1)),
            List.of(plan.load(inputs.get(2)), plan.load(inputs.get(3))),
            List.of(result.slice(1), result.slice(2)),
            result.slice(0));
    arguments(call, adam, adam.step() - 1);
    return plan.yields(result);
  }

  /**
   * Appends a step, whose number is yet to be told by {@link #arguments}.
   *
   * @param moments the first and the second
   * @param next may be the same
   * @param moved may be the weights themselves
   */
  static Call adam(
      Plan plan,
      Adam adam,
      INDArray weights,
      INDArray gradient,
      List<INDArray> moments,
      List<INDArray> next,
      INDArray moved) {
    INDArray penalised =
        adam.decoupled() ? gradient : penalised(plan, weights, gradient, adam.decay());
    INDArray update = plan.allocate(weights.shape());
    Call call =
        plan.call(
            "adam_updater",
            List.of(penalised, moments.get(1), moments.get(0)),
            update,
            next.get(1),
            next.get(0));
    INDArray whole =
        adam.decoupled()
            ? penalised(plan, weights, update, adam.learningRate() * adam.decay())
            : update;
    plan.call("subtract", List.of(weights, whole), moved);
    return call;
  }

  /**
   * ND4J corrects the bias of both moments in the learning rate, so that its ε is added to the root
   * of the uncorrected one.
   */
  static void arguments(Call adamUpdater, Adam adam, int stepsBefore) {
    double epsilon = adam.epsilon() * Math.sqrt(1 - Math.pow(adam.beta2(), stepsBefore + 1));
    adamUpdater
        .reals(adam.learningRate(), adam.beta1(), adam.beta2(), epsilon)
        .integers(stepsBefore);
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
