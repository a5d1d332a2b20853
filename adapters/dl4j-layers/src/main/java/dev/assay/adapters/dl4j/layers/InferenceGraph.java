package dev.assay.adapters.dl4j.layers;

import dev.assay.adapters.dl4j.Plan;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Network;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** {@code ComputationGraph.outputSingle}, in the workspaces that it has by default. */
final class InferenceGraph implements Execution {
  private final Plan arrays;
  private final ComputationGraph graph;
  private final INDArray images;
  private @Nullable INDArray logits;

  private InferenceGraph(Plan arrays, Inference inference, List<Tensor> inputs) {
    this.arrays = arrays;
    Network network = inference.layers();
    graph = Graph.inference(network);
    Inference.Given<Tensor> given = inference.given(inputs);
    new GraphState(network, graph).set(given.parameters(), given.running());
    images = arrays.load(given.images());
  }

  static Execution of(Inference inference, List<Tensor> inputs) {
    return Plan.build(arrays -> new InferenceGraph(arrays, inference, inputs));
  }

  @Override
  public void run() {
    release();
    logits = graph.outputSingle(images);
  }

  @Override
  public List<float[]> outputs() {
    return List.of(Plan.read(Objects.requireNonNull(logits, "not run")));
  }

  private void release() {
    if (logits != null && logits.closeable()) {
      logits.close();
    }
    logits = null;
  }

  @Override
  public void close() {
    release();
    graph.close();
    // Those of the graph belong to the thread.
    Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    arrays.close();
  }
}
