package dev.assay.adapters.cudnn;

import dev.assay.reference.op.Adam;
import dev.assay.reference.op.Momentum;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Sgd;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.ArrayList;
import java.util.List;

/**
 * Training on arrays that stay on the card: the layers forward, the loss and its gradient, the
 * layers back, and one step of the optimiser for all parameters, in place.
 */
final class Training {
  private static final int IMAGES = 0;
  private static final int LABELS = 1;

  private final Plan plan;
  private final TrainingStep step;
  private final List<Tensor> inputs;
  private final Network network;
  private final List<Integer> sizes;

  private Training(Plan plan, TrainingStep step, List<Tensor> inputs) {
    this.plan = plan;
    this.step = step;
    this.inputs = inputs;
    network = step.layers();
    sizes = network.parameters().stream().map(parameter -> parameter.shape().size()).toList();
  }

  static Execution of(Gpu gpu, TrainingStep step, List<Tensor> inputs) {
    return Plan.build(gpu, plan -> new Training(plan, step, inputs).append());
  }

  private void append() {
    Parts weights = weights();
    Wiring wiring = new Wiring(plan, network, Inputs.load(plan, step, inputs, IMAGES), false);
    List<RunningStatistics> statistics = keepStatistics(wiring);
    DeviceArray logits = wiring.forward(network.byNode(weights.parts(), List.of(), masks()));
    DeviceArray labels = Inputs.load(plan, step, inputs, LABELS);
    DeviceArray loss = plan.allocate(1);
    CrossEntropies crossEntropy = new CrossEntropies(plan, step.loss());
    crossEntropy.value(logits, labels, loss);
    plan.yields(logits);
    plan.yields(loss);
    if (step.until() == Stage.LOSS) {
      return;
    }
    Parts gradients = new Parts(plan, sizes);
    DeviceArray ofLogits = plan.allocate(logits.size());
    crossEntropy.gradient(logits, labels, ofLogits);
    wiring.backward(ofLogits, network.byNode(gradients.parts(), List.of(), List.of()));
    if (step.until() == Stage.GRADIENTS) {
      gradients.parts().forEach(plan::yields);
      return;
    }
    update(weights.whole(), gradients.whole());
    plan.repeat(step.steps());
    weights.parts().forEach(plan::yields);
    for (RunningStatistics running : statistics) {
      plan.yields(() -> running.readMean(plan.gpu()));
      plan.yields(() -> running.readVariance(plan.gpu()));
    }
  }

  private Parts weights() {
    Parts weights = new Parts(plan, sizes);
    upload(weights);
    plan.whenReset(() -> upload(weights));
    return weights;
  }

  /** From the inputs again each time: a copy of them would be memory that no training needs. */
  private void upload(Parts weights) {
    for (int i = 0; i < sizes.size(); i++) {
      float[] values = Inputs.floats(step, inputs, TrainingStep.FIRST_PARAMETER + i);
      plan.gpu().upload(values, weights.part(i));
    }
  }

  private List<DeviceArray> masks() {
    List<DeviceArray> masks = new ArrayList<>();
    for (int i = inputs.size() - network.dropouts().size(); i < inputs.size(); i++) {
      masks.add(Inputs.load(plan, step, inputs, i));
    }
    return masks;
  }

  private List<RunningStatistics> keepStatistics(Wiring wiring) {
    List<RunningStatistics> statistics = new ArrayList<>();
    int next = TrainingStep.FIRST_PARAMETER + sizes.size();
    for (int node : network.normalizations()) {
      Shape shape = network.nodes().get(node).shape();
      RunningStatistics running =
          new RunningStatistics(
              plan,
              TrainingStep.STATISTICS_MOMENTUM,
              RunningStatistics.correction(shape.size() / shape.dimension(1)),
              Inputs.floats(step, inputs, next++),
              Inputs.floats(step, inputs, next++));
      plan.restore(running.mean());
      plan.restore(running.variance());
      wiring.normalization(node).keep(running);
      statistics.add(running);
    }
    return statistics;
  }

  /** Appends a step of the optimiser, whose memory is empty at the start. */
  private void update(DeviceArray weights, DeviceArray gradient) {
    Operation rule = step.update(weights.size(), 1);
    if (rule instanceof Sgd sgd) {
      Rules.sgd(plan, sgd, new Rules.Arrays(weights, gradient, List.of()));
    } else if (rule instanceof Momentum momentum) {
      List<DeviceArray> velocity = List.of(remembered(weights.size()));
      Rules.momentum(plan, momentum, new Rules.Arrays(weights, gradient, velocity));
    } else if (rule instanceof Adam adam) {
      List<DeviceArray> moments = List.of(remembered(weights.size()), remembered(weights.size()));
      int[] stepsBefore = new int[1];
      plan.whenReset(() -> stepsBefore[0] = 0);
      Rules.adam(plan, adam, new Rules.Arrays(weights, gradient, moments), () -> ++stepsBefore[0]);
    } else {
      throw new IllegalStateException("no rule " + rule.name());
    }
  }

  private DeviceArray remembered(int size) {
    DeviceArray zeros = plan.filled(size, 0);
    plan.whenReset(() -> Check.cuda("cudaMemsetAsync", plan.gpu().zero(zeros)));
    return zeros;
  }
}
