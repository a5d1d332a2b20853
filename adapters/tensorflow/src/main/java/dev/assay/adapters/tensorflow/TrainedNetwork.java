package dev.assay.adapters.tensorflow;

import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Network;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import dev.assay.spi.Layers;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * Makes a network that was trained ready for use, as users do who freeze a graph: all that was
 * learned or kept are constants, so that TensorFlow can join normalisations with convolutions, and
 * oneDNN keeps the weights in the order in which it reads them. The images are fed.
 */
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
      Network network = inference.layers();
      Operand<TFloat32> images = graph.input(NetworkGraph.ofImages(network).load(inputs.get(0)));
      List<Operand<TFloat32>> state = constants(graph.tf(), network, inputs);
      int learned = network.parameters().size();
      Operand<TFloat32> logits =
          new Layers<>(
                  network,
                  state.subList(0, learned),
                  state.subList(learned, state.size()),
                  layer -> {
                    Formula formula = Operations.of(layer.inUse()).formula();
                    return operands -> formula.apply(graph.tf(), operands);
                  })
              .logits(images);
      Shape shape = Shape.of(inference.n(), inference.layers().classes());
      return new GraphExecution(
          graph, List.of(logits.asOutput()), List.of(new Arrangement(Layout.AS_IS, shape)));
    } catch (RuntimeException e) {
      graph.close();
      throw e;
    }
  }

  private static List<Operand<TFloat32>> constants(Ops tf, Network network, List<Tensor> inputs) {
    List<Operand<TFloat32>> constants = new ArrayList<>();
    for (Arrangement arrangement : NetworkGraph.ofState(network)) {
      try (TFloat32 numbers = arrangement.load(inputs.get(1 + constants.size()))) {
        constants.add(tf.constantOf(numbers));
      }
    }
    return constants;
  }
}
