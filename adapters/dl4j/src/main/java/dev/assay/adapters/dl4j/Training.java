package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Network;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Training by native calls on arrays that stay: the layers forward, the loss and its gradient, the
 * layers back, and one step of the optimiser for all parameters, in place.
 */
final class Training implements Execution {

  private final Plan plan;
  private final int steps;
  private final Pieces parameters;
  private final Pieces statistics;
  private final List<Tensor> initialParameters;
  private final List<Tensor> initialStatistics;
  private final Update update;

  private Training(Plan plan, TrainingStep step, Layout layout, List<Tensor> inputs) {
    this.plan = plan;
    steps = step.steps();
    Network network = step.layers();
    TrainingStep.Given<Tensor> given = step.given(inputs);
    List<Shape> shapesOfParameters =
        network.parameters().stream().map(Network.Parameter::shape).toList();
    initialParameters = given.parameters();
    initialStatistics = given.running();
    List<Shape> shapesOfStatistics = initialStatistics.stream().map(Tensor::shape).toList();
    parameters = Pieces.allocate(plan, shapesOfParameters);
    statistics = Pieces.allocate(plan, shapesOfStatistics);
    load();
    Pieces gradients = Pieces.allocate(plan, shapesOfParameters);
    update = Update.of(step, plan, parameters.whole(), gradients.whole());

    Wiring wiring = new Wiring(plan, network, layout, layout.load(plan, given.images()));
    Pieces fresh = Pieces.allocate(plan, shapesOfStatistics);
    List<Integer> normalizations = network.normalizations();
    for (int i = 0; i < normalizations.size(); i++) {
      wiring
          .normalization(normalizations.get(i))
          .keep(fresh.pieces().get(2 * i), fresh.pieces().get(2 * i + 1));
    }
    INDArray logits =
        wiring.forward(network.byNode(parameters.pieces(), List.of(), wiring.load(given.masks())));
    INDArray labels = plan.load(given.labels());
    plan.yields(logits, Losses.crossEntropy(plan, logits, labels));
    if (step.until() != Stage.LOSS) {
      INDArray ofLogits = Losses.gradientOfCrossEntropy(plan, logits, labels);
      wiring.backward(ofLogits, network.byNode(gradients.pieces(), List.of(), List.of()));
    }
    if (step.until() == Stage.GRADIENTS) {
      gradients.pieces().forEach(plan::yields);
    } else if (step.until() == Stage.UPDATE) {
      update.append();
      if (!normalizations.isEmpty()) {
        INDArray running = statistics.whole();
        Normalizations.advance(
            plan, TrainingStep.STATISTICS_MOMENTUM, running, fresh.whole(), running);
      }
      parameters.pieces().forEach(plan::yields);
      statistics.pieces().forEach(plan::yields);
    }
  }

  static Execution of(TrainingStep step, Layout layout, List<Tensor> inputs) {
    return Plan.build(plan -> new Training(plan, step, layout, inputs));
  }

  /** From the inputs again each time: a copy of them would be memory that no training needs. */
  private void load() {
    parameters.load(initialParameters);
    statistics.load(initialStatistics);
  }

  @Override
  public void run() {
    for (int i = 0; i < steps; i++) {
      plan.run();
    }
  }

  @Override
  public void reset() {
    load();
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
