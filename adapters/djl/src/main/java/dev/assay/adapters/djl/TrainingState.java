package dev.assay.adapters.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.known.RunningVariance;
import java.util.ArrayList;
import java.util.List;

/** A network in training: its batch, its parameters, and what layers and optimiser remember. */
final class TrainingState implements AutoCloseable {
  private static final int WEIGHTS_AND_GRADIENT = 2;

  private final NDManager own;
  private final TrainingStep step;
  private final Network network;
  private final List<Tensor> firstRunning;
  private final TrainingStep.Given<NDArray> given;
  private final NDList images;

  /** Of each parameter, what the optimiser remembers. */
  private final List<NDList> memories = new ArrayList<>();

  private final Formula pass;
  private int updates;

  /** What training starts from. */
  TrainingState(NDManager manager, ForwardPasses passes, TrainingStep step, List<Tensor> inputs) {
    this.own = manager.newSubManager();
    this.step = step;
    this.network = step.layers();
    this.firstRunning = step.given(inputs).running();
    this.given = step.given(DjlBackend.load(own, inputs));
    this.images = new NDList(given.images());
    this.pass = passes.training(own, step, given);
    for (NDArray parameter : given.parameters()) {
      NDList memory = new NDList();
      for (int i = WEIGHTS_AND_GRADIENT; i < update(parameter, 1).operands().size(); i++) {
        memory.add(parameter.zerosLike());
      }
      memories.add(memory);
      if (step.until() != Stage.LOSS) {
        parameter.setRequiresGradient(true);
      }
    }
  }

  private Operation update(NDArray parameter, int number) {
    return step.update(Math.toIntExact(parameter.size()), number);
  }

  NDArray labels() {
    return given.labels();
  }

  List<NDArray> parameters() {
    return given.parameters();
  }

  NDArray logits() {
    return pass.apply(images);
  }

  /** Moves every parameter along its gradient. */
  void update(Updates rules) {
    updates++;
    for (int i = 0; i < memories.size(); i++) {
      NDArray parameter = given.parameters().get(i);
      NDList operands = new NDList(parameter, parameter.getGradient());
      operands.addAll(memories.get(i));
      rules.inPlace(update(parameter, updates)).apply(operands);
    }
  }

  /**
   * The running statistics.
   *
   * @param unbiased whether the engine's batch variances are; they are made biased
   */
  List<float[]> running(boolean unbiased) {
    List<float[]> statistics = new ArrayList<>();
    List<Integer> normalizations = network.normalizations();
    for (int i = 0; i < normalizations.size(); i++) {
      statistics.add(given.running().get(2 * i).toFloatArray());
      float[] variance = given.running().get(2 * i + 1).toFloatArray();
      if (unbiased) {
        BatchNorm norm = (BatchNorm) network.nodes().get(normalizations.get(i)).operation();
        new RunningVariance(step.statistics(norm), updates)
            .biased(variance, firstRunning.get(2 * i + 1));
      }
      statistics.add(variance);
    }
    return statistics;
  }

  @Override
  public void close() {
    own.close();
  }
}
