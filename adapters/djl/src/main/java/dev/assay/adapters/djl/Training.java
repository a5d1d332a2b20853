package dev.assay.adapters.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps of training as DJL's {@code Trainer} takes them: forward and loss while gradients are
 * recorded, backward, and the optimiser's update of every parameter in place.
 */
final class Training implements Execution {
  private final Engine engine;
  private final Dialect dialect;
  private final ForwardPasses passes;
  private final NDManager own;
  private final TrainingStep step;
  private final List<Tensor> inputs;
  private final Updates updates;
  private final Formula loss;
  private TrainingState state;

  /** Logits and loss of the last step. */
  private NDList results = new NDList();

  /**
   * Makes training ready.
   *
   * @param own owns all arrays; closed with it
   * @param inputs as {@link TrainingStep#operands} lists them
   */
  Training(
      Engine engine,
      Dialect dialect,
      ForwardPasses passes,
      NDManager own,
      TrainingStep step,
      List<Tensor> inputs) {
    this.engine = engine;
    this.dialect = dialect;
    this.passes = passes;
    this.own = own;
    this.step = step;
    this.inputs = inputs;
    this.updates = new Updates(dialect);
    this.loss = Losses.crossEntropy(step.loss());
    this.state = new TrainingState(own, passes, step, inputs);
  }

  @Override
  public void run() {
    for (int i = 0; i < step.steps(); i++) {
      // First, so that the new results can take the memory of the old ones.
      results.close();
      try (NDScope intermediates = new NDScope()) {
        intermediates.suppressNotUsedWarning();
        results = step();
        NDScope.unregister(results);
        dialect.synchronize();
      }
    }
  }

  private NDList step() {
    if (step.until() == Stage.LOSS) {
      return forward();
    }
    if (step.until() == Stage.GRADIENTS) {
      state.parameters().forEach(dialect::forgetGradient);
    }
    NDList forward;
    try (GradientCollector recording = engine.newGradientCollector()) {
      forward = forward();
      recording.backward(forward.get(1));
    }
    if (step.until() == Stage.UPDATE) {
      state.update(updates);
    }
    return forward;
  }

  private NDList forward() {
    NDArray logits = state.logits();
    return new NDList(logits, loss.apply(new NDList(logits, state.labels())));
  }

  @Override
  public void reset() {
    results.close();
    results = new NDList();
    state.close();
    state = new TrainingState(own, passes, step, inputs);
  }

  @Override
  public List<float[]> outputs() {
    List<float[]> outputs = new ArrayList<>();
    results.forEach(result -> outputs.add(result.toFloatArray()));
    if (step.until() == Stage.GRADIENTS) {
      for (NDArray parameter : state.parameters()) {
        try (NDArray gradient = parameter.getGradient()) {
          outputs.add(gradient.toFloatArray());
        }
      }
    }
    if (step.until() == Stage.UPDATE) {
      state.parameters().forEach(parameter -> outputs.add(parameter.toFloatArray()));
      outputs.addAll(state.running(dialect.normalizer().isVarianceUnbiased()));
    }
    return outputs;
  }

  @Override
  public void close() {
    own.close();
  }
}
