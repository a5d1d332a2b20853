package dev.assay.adapters.dl4j.layers;

import dev.assay.adapters.dl4j.Plan;
import dev.assay.adapters.dl4j.Updaters;
import dev.assay.reference.op.Dropout;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import dev.assay.spi.UnsupportedProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * Steps of {@code ComputationGraph.fit}, in the workspaces that it has by default. The logits are
 * copied as a listener sees them.
 *
 * <p>Its convolutions are im2col and a matrix product, forward and back, though ND4J has oneDNN:
 * the layers' helpers for that are off unless {@code org.eclipse.deeplearning4j.helpers.disable} is
 * false, and even then none is made, because {@code BaseMKLDNNHelper} looks for the class {@code
 * org.nd4j.nativeblas.Nd4jCpu$Environment}, which is not in that package any more in 1.0.0-M2.1.
 * The variant {@code dl4j-layers-onednn} puts one there.
 */
final class GraphTraining implements Execution {

  private final Plan arrays;
  private final TrainingStep step;
  private final ComputationGraph graph;
  private final GraphState state;
  private final TrainingStep.Given<Tensor> given;
  private final INDArray logits;
  private final DataSet batch;
  private double loss;

  private GraphTraining(Plan arrays, TrainingStep step, List<Tensor> inputs) {
    this.arrays = arrays;
    this.step = step;
    Network network = step.layers();
    given = step.given(inputs);
    graph = Graph.training(network, updater(step), scaledMasks(network));
    state = new GraphState(network, graph);
    state.set(given.parameters(), given.running());
    logits = arrays.allocate(step.n(), network.classes());
    batch = new DataSet(arrays.load(given.images()), arrays.load(given.labels()));
    graph.addListeners(
        new BaseTrainingListener() {
          @Override
          public void onForwardPass(Model model, Map<String, INDArray> activations) {
            logits.assign(activations.get(Graph.logits(network)));
          }
        });
  }

  private List<INDArray> scaledMasks(Network network) {
    List<INDArray> scaled = new ArrayList<>();
    for (int node : network.dropouts()) {
      Dropout dropout = (Dropout) network.nodes().get(node).operation();
      INDArray mask = arrays.load(given.masks().get(scaled.size()));
      scaled.add(mask.divi(1 - dropout.rate()));
    }
    return scaled;
  }

  private static IUpdater updater(TrainingStep step) {
    if (step.decay() > 0) {
      throw new UnsupportedProblemException(
          "a penalty is part of the score, and batch normalisation's parameters have none");
    }
    return Updaters.of(step);
  }

  static Execution of(TrainingStep step, List<Tensor> inputs) {
    return Plan.build(arrays -> new GraphTraining(arrays, step, inputs));
  }

  @Override
  public void run() {
    switch (step.until()) {
      case LOSS -> computeLoss();
      case GRADIENTS -> {
        graph.setInputs(batch.getFeatures());
        graph.setLabels(batch.getLabels());
        graph.computeGradientAndScore();
        loss = graph.score();
      }
      default -> {
        for (int i = 0; i < step.steps(); i++) {
          graph.fit(batch);
        }
        loss = graph.score();
      }
    }
  }

  /** As {@code ComputationGraph.score} does, which keeps the logits to itself. */
  private void computeLoss() {
    List<String> last = List.of(Graph.logits(step.layers()));
    INDArray[] images = {batch.getFeatures()};
    try (INDArray computed = graph.output(last, true, images, null)[0]) {
      logits.assign(computed);
      boolean average = true;
      loss =
          new LossMCXENT()
              .computeScore(batch.getLabels(), computed, new ActivationSoftmax(), null, average);
    }
  }

  @Override
  public void reset() {
    state.set(given.parameters(), given.running());
    INDArray memory = graph.getUpdater().getStateViewArray();
    if (memory != null) {
      memory.assign(0);
    }
    graph.getConfiguration().setIterationCount(0);
  }

  /** Deeplearning4j sums gradients over the batch, and divides when it moves the parameters. */
  private List<float[]> gradients() {
    List<float[]> means = state.gradients(graph.gradient());
    for (float[] gradient : means) {
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] /= step.n();
      }
    }
    return means;
  }

  @Override
  public List<float[]> outputs() {
    List<float[]> outputs = new ArrayList<>();
    outputs.add(Plan.read(logits));
    outputs.add(new float[] {(float) loss});
    if (step.until() == Stage.GRADIENTS) {
      outputs.addAll(gradients());
    } else if (step.until() == Stage.UPDATE) {
      outputs.addAll(state.parameters());
      outputs.addAll(state.statistics());
    }
    return outputs;
  }

  @Override
  public void close() {
    graph.close();
    // Those of the graph belong to the thread.
    Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    arrays.close();
  }
}
