package dev.assay.adapters.cudnn;

import dev.assay.reference.op.Adam;
import dev.assay.reference.op.Momentum;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Sgd;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.ArrayList;
import java.util.List;

/** Problems of single steps of optimisers. */
final class Updates {
  private static final int WEIGHTS = 0;
  private static final int GRADIENT = 1;

  private Updates() {}

  static Execution sgd(Gpu gpu, Sgd sgd, Problem problem, List<Tensor> inputs) {
    return step(gpu, sgd, inputs, (plan, arrays) -> Rules.sgd(plan, sgd, arrays));
  }

  static Execution momentum(Gpu gpu, Momentum step, Problem problem, List<Tensor> inputs) {
    return step(gpu, step, inputs, (plan, arrays) -> Rules.momentum(plan, step, arrays));
  }

  static Execution adam(Gpu gpu, Adam adam, Problem problem, List<Tensor> inputs) {
    return step(gpu, adam, inputs, (plan, arrays) -> Rules.adam(plan, adam, arrays, adam::step));
  }

  /** How arrays are moved in place. */
  @FunctionalInterface
  private interface Rule {
    void append(Plan plan, Rules.Arrays arrays);
  }

  /** A step that starts from the same weights and memory every time. */
  private static Execution step(Gpu gpu, Operation step, List<Tensor> inputs, Rule rule) {
    Inputs.check(step, inputs);
    return Plan.build(
        gpu,
        plan -> {
          DeviceArray gradient = plan.load(inputs.get(GRADIENT));
          int size = gradient.size();
          DeviceArray moved = plan.allocate(step.outputShape().size());
          List<DeviceArray> parts = new ArrayList<>();
          for (int i = 0; i < inputs.size(); i++) {
            if (i != GRADIENT) {
              DeviceArray part = moved.part(parts.size() * size, size);
              plan.copy(plan.load(inputs.get(i)), part);
              parts.add(part);
            }
          }
          List<DeviceArray> memory = parts.subList(WEIGHTS + 1, parts.size());
          rule.append(plan, new Rules.Arrays(parts.get(WEIGHTS), gradient, memory));
          plan.yields(moved);
        });
  }
}
