package dev.assay.adapters.cudnn;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.List;
import java.util.function.BiFunction;

/** A number that compares a prediction with a target. */
interface Loss {

  /** Appends what computes the number. */
  void value(DeviceArray prediction, DeviceArray target, DeviceArray loss);

  /** Appends what the gradient needs, where {@link #value} is not part of the plan. */
  default void prepareGradient(DeviceArray prediction, DeviceArray target) {}

  /** Appends the prediction's gradient, for a gradient of 1 of the number itself. */
  void gradient(DeviceArray prediction, DeviceArray target, DeviceArray ofPrediction);

  /** A problem of its own. */
  static <O extends Operation> Execution alone(
      Gpu gpu, O operation, Problem problem, List<Tensor> inputs, BiFunction<Plan, O, Loss> maker) {
    Inputs.check(operation, inputs);
    return Plan.build(
        gpu,
        plan -> {
          Loss loss = maker.apply(plan, operation);
          DeviceArray prediction = plan.load(inputs.get(0));
          DeviceArray target = plan.load(inputs.get(1));
          if (problem.direction() == Direction.FORWARD) {
            DeviceArray value = plan.allocate(1);
            loss.value(prediction, target, value);
            plan.yields(value);
            return;
          }
          loss.prepareGradient(prediction, target);
          plan.settle();
          DeviceArray ofPrediction = plan.allocate(prediction.size());
          loss.gradient(prediction, target, ofPrediction);
          new Arithmetic(plan).scale(plan.load(inputs.get(2)), ofPrediction);
          plan.yields(ofPrediction);
        });
  }
}
