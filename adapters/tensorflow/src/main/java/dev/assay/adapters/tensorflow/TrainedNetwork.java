package dev.assay.adapters.tensorflow;

import dev.assay.reference.op.Inference;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** Makes a network that was trained ready for use. */
final class TrainedNetwork {
  private TrainedNetwork() {}

  /**
   * A network whose normalisations go by their running statistics.
   *
   * @param inputs as {@link Inference#operands} lists them
   */
  static Execution of(ConfigProto config, Inference inference, List<Tensor> inputs) {
    ResidentGraph graph = new ResidentGraph(config);
    try {
      Inference.Given<Tensor> given = inference.given(inputs);
      NetworkGraph network = new NetworkGraph(graph, inference.layers(), given.images());
      Operand<TFloat32> logits =
          network.logits(
              layer -> operands -> NetworkGraph.apply(graph.tf(), layer.forInference(), operands));
      network.load(given.parameters(), given.running());
      Shape shape = Shape.of(inference.n(), inference.layers().classes());
      return new GraphExecution(
          graph, List.of(logits.asOutput()), List.of(new Arrangement(Layout.AS_IS, shape)));
    } catch (RuntimeException e) {
      graph.close();
      throw e;
    }
  }
}
