package dev.assay.adapters.dl4j.samediff;

import dev.assay.adapters.dl4j.Plan;
import dev.assay.reference.op.Inference;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;

/** A network in use, as {@code SameDiff.output} computes it. */
final class GraphInference implements Execution {
  private final Plan arrays;
  private final SDVariable logits;
  private final Outputs outputs;

  private GraphInference(
      Plan arrays,
      Operators operators,
      Arrangement arrangement,
      Inference inference,
      List<Tensor> inputs) {
    this.arrays = arrays;
    NetworkGraph network =
        NetworkGraph.of(arrays, operators, arrangement, inference, inference.given(inputs));
    logits = network.logits();
    outputs =
        new Outputs(
            network.samediff(), List.of(logits), Map.of(NetworkGraph.IMAGES, network.images()));
  }

  static Execution of(
      Operators operators, Arrangement arrangement, Inference inference, List<Tensor> inputs) {
    return Plan.build(
        arrays -> new GraphInference(arrays, operators, arrangement, inference, inputs));
  }

  @Override
  public void run() {
    outputs.compute();
  }

  @Override
  public List<float[]> outputs() {
    return List.of(Plan.read(outputs.get(logits)));
  }

  @Override
  public void close() {
    outputs.close();
    arrays.close();
  }
}
