package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Network;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Training by native calls on arrays that stay: the layers forward, the loss and its gradient, the
 * layers back, and one step of the optimiser for all parameters, in place.
 */
final class Training implements Execution {

  private final Plan plan = new Plan();
  private final int steps;
  private final Update update;
  private final INDArray weights;
  private final INDArray initialWeights;
  private final INDArray running;
  private final INDArray initialRunning;

  Training(TrainingStep step, Layout layout, List<Tensor> inputs) {
    steps = step.steps();
    Network network = step.layers();
    int ofStatistics = TrainingStep.FIRST_PARAMETER + network.parameters().size();
    Pieces parameters =
        Pieces.load(plan, inputs.subList(TrainingStep.FIRST_PARAMETER, ofStatistics));
    Pieces statistics = Pieces.load(plan, inputs.subList(ofStatistics, inputs.size()));
    Pieces gradients =
        Pieces.allocate(plan, network.parameters().stream().map(Network.Parameter::shape).toList());
    weights = parameters.whole();
    initialWeights = plan.allocate(weights.shape()).assign(weights);
    running = statistics.whole();
    initialRunning = plan.allocate(running.shape()).assign(running);
    update = Update.of(step, plan, weights, gradients.whole());

    Wiring wiring = new Wiring(plan, network, layout, layout.load(plan, inputs.get(0)));
    Pieces fresh =
        Pieces.allocate(plan, inputs.stream().skip(ofStatistics).map(Tensor::shape).toList());
    List<Integer> normalizations = network.normalizations();
    for (int i = 0; i < normalizations.size(); i++) {
      wiring
          .normalization(normalizations.get(i))
          .keep(fresh.pieces().get(2 * i), fresh.pieces().get(2 * i + 1));
    }
    INDArray logits = wiring.forward(network.byNode(parameters.pieces()));
    INDArray labels = plan.load(inputs.get(1));
    plan.yields(logits, Losses.crossEntropy(plan, logits, labels));
    if (step.until() != Stage.LOSS) {
      INDArray ofLogits = Losses.gradientOfCrossEntropy(plan, logits, labels);
      wiring.backward(ofLogits, network.byNode(gradients.pieces()));
    }
    if (step.until() == Stage.GRADIENTS) {
      gradients.pieces().forEach(plan::yields);
    } else if (step.until() == Stage.UPDATE) {
      update.append();
      if (!normalizations.isEmpty()) {
        Normalizations.advance(
            plan, TrainingStep.STATISTICS_MOMENTUM, running, fresh.whole(), running);
      }
      parameters.pieces().forEach(plan::yields);
      statistics.pieces().forEach(plan::yields);
    }
  }

  @Override
  public void run() {
    for (int i = 0; i < steps; i++) {
      plan.run();
    }
  }

  @Override
  public void reset() {
    weights.assign(initialWeights);
    running.assign(initialRunning);
    update.reset();
  }

  @Override
  public List<float[]> outputs() {
    return plan.outputs();
  }

  @Override
  public void close() {
    plan.close();
  }
}
