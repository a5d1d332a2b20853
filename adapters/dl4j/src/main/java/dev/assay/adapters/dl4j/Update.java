package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Adam;
import dev.assay.reference.op.Momentum;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Sgd;
import dev.assay.reference.op.TrainingStep;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How a training step moves its parameters, in place, and what it remembers of them. */
final class Update {
  private final TrainingStep training;
  private final Plan plan;
  private final INDArray weights;
  private final INDArray gradient;
  private final List<INDArray> memory = new ArrayList<>();
  private int stepsBefore;

  private Update(TrainingStep training, Plan plan, INDArray weights, INDArray gradient) {
    this.training = training;
    this.plan = plan;
    this.weights = weights;
    this.gradient = gradient;
  }

  static Update of(TrainingStep training, Plan plan, INDArray weights, INDArray gradient) {
    return new Update(training, plan, weights, gradient);
  }

  private INDArray remembered() {
    INDArray array = plan.allocate(weights.shape()).assign(0);
    memory.add(array);
    return array;
  }

  /** Appends it to the plan. Of the gradient nothing is left, as with Deeplearning4j's updaters. */
  void append() {
    Operation rule = training.update(Math.toIntExact(weights.length()), 1);
    if (rule instanceof Sgd sgd) {
      Updates.sgd(plan, sgd, weights, gradient, gradient, weights);
    } else if (rule instanceof Momentum momentum) {
      INDArray state = remembered();
      Updates.momentum(plan, momentum, weights, gradient, state, state, gradient, weights);
    } else if (rule instanceof Adam adam) {
      List<INDArray> moments = List.of(remembered(), remembered());
      Call call = Updates.adam(plan, adam, weights, gradient, moments, moments, gradient, weights);
      call.before(() -> Updates.arguments(call, adam, stepsBefore++));
    } else {
      throw new IllegalStateException("no rule " + rule.name());
    }
  }

  /** Forgets all steps. */
  void reset() {
    memory.forEach(array -> array.assign(0));
    stepsBefore = 0;
  }
}
