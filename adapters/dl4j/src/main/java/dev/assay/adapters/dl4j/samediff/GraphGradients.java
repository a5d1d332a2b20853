package dev.assay.adapters.dl4j.samediff;

import dev.assay.adapters.dl4j.Plan;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Training as far as the loss or the gradients. They are computed as {@code
 * SameDiff.calculateGradientsAndOutputs} does it, but that has the arrays in between made anew each
 * time.
 */
final class GraphGradients implements Execution {
  private final Plan arrays;
  private final TrainingGraph graph;
  private final boolean toGradients;
  private final Outputs outputs;

  private GraphGradients(
      Plan arrays,
      Operators operators,
      Arrangement arrangement,
      TrainingStep step,
      List<Tensor> inputs) {
    this.arrays = arrays;
    graph = new TrainingGraph(arrays, operators, arrangement, step, step.given(inputs));
    toGradients = step.until() == Stage.GRADIENTS;
    List<SDVariable> wanted = new ArrayList<>(List.of(graph.network().logits(), graph.loss()));
    if (toGradients) {
      graph.network().parameters().forEach(parameter -> wanted.add(parameter.getGradient()));
    }
    outputs = new Outputs(graph.whole(), wanted, graph.given());
  }

  static Execution of(
      Operators operators, Arrangement arrangement, TrainingStep step, List<Tensor> inputs) {
    return Plan.build(arrays -> new GraphGradients(arrays, operators, arrangement, step, inputs));
  }

  @Override
  public void run() {
    outputs.compute();
  }

  @Override
  public List<float[]> outputs() {
    NetworkGraph network = graph.network();
    List<float[]> results = new ArrayList<>();
    results.add(Plan.read(outputs.get(network.logits())));
    results.add(Plan.read(outputs.get(graph.loss())));
    if (toGradients) {
      for (int i = 0; i < network.parameters().size(); i++) {
        SDVariable gradient = network.parameters().get(i).getGradient();
        results.add(network.read(i, outputs.get(gradient)));
      }
    }
    return results;
  }

  @Override
  public void close() {
    outputs.close();
    arrays.close();
  }
}
