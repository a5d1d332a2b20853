package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Adam;
import dev.assay.reference.op.Momentum;
import dev.assay.reference.op.Sgd;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.Axpy;

/**
 * Steps of optimisers by the native operations of Deeplearning4j's updaters, which turn a gradient
 * into what is to be taken from the weights, in a network's step in its place. Weight decay is, as
 * there, an operation before or after that.
 *
 * <p>A problem of its own updates nothing in place, so that every run starts from the same weights
 * and state.
 */
final class Updates {
  private Updates() {}

  static Execution sgd(Sgd sgd, Problem problem, List<Tensor> inputs) {
    return Plan.build(
        plan -> {
          INDArray weights = plan.load(inputs.get(0));
          INDArray update = plan.allocate(weights.shape());
          INDArray result = plan.allocate(sgd.outputShape());
          sgd(plan, sgd, weights, plan.load(inputs.get(1)), update, result);
          return plan.yields(result);
        });
  }

  /**
   * Appends a step.
   *
   * @param update gets what is taken from the weights; may be the gradient itself
   * @param moved may be the weights themselves
   */
  static void sgd(
      Plan plan, Sgd sgd, INDArray weights, INDArray gradient, INDArray update, INDArray moved) {
    INDArray penalised = penalised(plan, weights, gradient, sgd.decay(), update);
    plan.call("sgd_updater", List.of(penalised), update).reals(sgd.learningRate());
    plan.call("subtract", List.of(weights, update), moved);
  }

  static Execution momentum(Momentum step, Problem problem, List<Tensor> inputs) {
    return Plan.build(
        plan -> {
          INDArray weights = plan.load(inputs.get(0));
          INDArray state = plan.allocate(weights.shape());
          INDArray ofVelocity = plan.constant(-step.learningRate());
          plan.call("multiply", List.of(plan.load(inputs.get(2)), ofVelocity), state);
          INDArray next = plan.allocate(weights.shape());
          INDArray update = plan.allocate(weights.shape());
          INDArray result = plan.allocate(step.outputShape());
          momentum(
              plan, step, weights, plan.load(inputs.get(1)), state, next, update, result.slice(0));
          plan.call("divide", List.of(next, ofVelocity), result.slice(1));
          return plan.yields(result);
        });
  }

  /**
   * Appends a step. ND4J keeps −α·v, and its operation is Nesterov's; without that the weights move
   * by what it keeps.
   *
   * @param next may be the state itself
   * @param update gets what Nesterov's step takes from the weights; may be the gradient itself
   * @param moved may be the weights themselves
   */
  static void momentum(
      Plan plan,
      Momentum step,
      INDArray weights,
      INDArray gradient,
      INDArray state,
      INDArray next,
      INDArray update,
      INDArray moved) {
    INDArray penalised = penalised(plan, weights, gradient, step.decay(), update);
    plan.call("nesterovs_updater", List.of(penalised, state), update, next)
        .reals(step.learningRate(), step.momentum());
    if (step.nesterov()) {
      plan.call("subtract", List.of(weights, update), moved);
    } else {
      plan.call("add", List.of(weights, next), moved);
    }
  }

  static Execution adam(Adam adam, Problem problem, List<Tensor> inputs) {
    return Plan.build(
        plan -> {
          INDArray weights = plan.load(inputs.get(0));
          INDArray update = plan.allocate(weights.shape());
          INDArray result = plan.allocate(adam.outputShape());
          Call call =
              adam(
                  plan,
                  adam,
                  weights,
                  plan.load(inputs.get(1)),
                  List.of(plan.load(inputs.get(2)), plan.load(inputs.get(3))),
                  List.of(result.slice(1), result.slice(2)),
                  update,
                  result.slice(0));
          arguments(call, adam, adam.step() - 1);
          return plan.yields(result);
        });
  }

  /**
   * Appends a step, whose number is yet to be told by {@link #arguments}.
   *
   * @param moments the first and the second
   * @param next may be the same
   * @param update gets what is taken from the weights; may be the gradient itself
   * @param moved may be the weights themselves
   */
  static Call adam(
      Plan plan,
      Adam adam,
      INDArray weights,
      INDArray gradient,
      List<INDArray> moments,
      List<INDArray> next,
      INDArray update,
      INDArray moved) {
    INDArray penalised =
        adam.decoupled() ? gradient : penalised(plan, weights, gradient, adam.decay(), update);
    Call call =
        plan.call(
            "adam_updater",
            List.of(penalised, moments.get(1), moments.get(0)),
            update,
            next.get(1),
            next.get(0));
    if (adam.decoupled()) {
      penalised(plan, weights, update, adam.learningRate() * adam.decay(), update);
    }
    plan.call("subtract", List.of(weights, update), moved);
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

  /**
   * Adds weights times a factor.
   *
   * @param sum to be filled unless the factor is 0; may be the gradient itself
   */
  private static INDArray penalised(
      Plan plan, INDArray weights, INDArray gradient, double factor, INDArray sum) {
    if (factor == 0) {
      return gradient;
    }
    plan.call(new Axpy(weights, gradient, sum, factor));
    return sum;
  }
}
