package dev.assay.adapters.libtorch;

import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.spi.Layers;
import dev.assay.spi.Releases;
import dev.assay.spi.known.RunningVariance;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** A network in training: its batch, its parameters, and what layers and optimizer remember. */
final class TrainingState implements AutoCloseable {
  private final Kept kept = new Kept();
  private final TrainingStep step;
  private final Network network;
  private final Tensor images;
  private final Tensor labels;
  private final List<Tensor> parameters;
  private final List<Tensor> running;
  private final List<dev.assay.reference.tensor.Tensor> firstRunning;
  private final Layers<Tensor> layers;
  private final Formula loss;
  private final Optimizer optimizer;
  private int updates;

  /** What training starts from. */
  TrainingState(
      Memory memory,
      Formulas formulas,
      TrainingStep step,
      List<dev.assay.reference.tensor.Tensor> inputs) {
    this.step = step;
    this.network = step.layers();
    this.firstRunning = step.given(inputs).running();
    try (PointerScope scope = new PointerScope()) {
      TrainingStep.Given<Tensor> given = step.given(kept.keep(memory.load(inputs)));
      images = given.images();
      labels = given.labels();
      parameters = given.parameters();
      running = given.running();
      layers =
          new Layers<>(
              network,
              parameters,
              running,
              given.masks(),
              layer ->
                  Networks.layer(
                      layer instanceof BatchNorm norm
                          ? Normalizations.batchNormInTraining(
                              norm, step.statistics(norm).momentum())
                          : formulas.of(layer)));
      loss = formulas.of(step.loss());
      parameters.forEach(parameter -> parameter.set_requires_grad(true));
      TensorVector all = new TensorVector(parameters.toArray(Tensor[]::new));
      optimizer = kept.keep(Optimizers.of(step.update(1, 1), all));
    } catch (RuntimeException | Error e) {
      Releases.after(e, kept::close);
      throw e;
    }
  }

  /** Logits and loss. */
  TensorVector forward() {
    Tensor logits = Networks.logits(layers, images);
    return new TensorVector(logits, loss.apply(List.of(logits, labels)));
  }

  Optimizer optimizer() {
    return optimizer;
  }

  void update() {
    updates++;
    optimizer.step();
  }

  /** What a step yields besides logits and loss. */
  List<float[]> outputs() {
    List<float[]> outputs = new ArrayList<>();
    if (step.until() == Stage.GRADIENTS) {
      parameters.forEach(parameter -> outputs.add(Memory.floats(parameter.grad())));
    }
    if (step.until() == Stage.UPDATE) {
      parameters.forEach(parameter -> outputs.add(Memory.floats(parameter.detach())));
      outputs.addAll(statistics());
    }
    return outputs;
  }

  private List<float[]> statistics() {
    List<float[]> statistics = new ArrayList<>();
    List<Integer> normalizations = network.normalizations();
    for (int i = 0; i < normalizations.size(); i++) {
      BatchNorm norm = (BatchNorm) network.nodes().get(normalizations.get(i)).operation();
      int variance = 2 * i + 1;
      statistics.add(Memory.floats(running.get(variance - 1)));
      statistics.add(
          new RunningVariance(step.statistics(norm), updates)
              .biased(Memory.floats(running.get(variance)), firstRunning.get(variance)));
    }
    return statistics;
  }

  @Override
  public void close() {
    kept.close();
  }
}
