package dev.assay.adapters.dl4j.samediff;

import dev.assay.adapters.dl4j.Plan;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Layers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network as a graph: its images are a placeholder, its parameters variables, running statistics
 * and masks constants.
 */
final class NetworkGraph {
  static final String IMAGES = "images";

  private final Plan arrays;
  private final Operators operators;
  private final Network network;
  private final Graph graph;
  private final INDArray images;
  private final List<SDVariable> parameters = new ArrayList<>();
  private final SDVariable logits;

  private NetworkGraph(
      Plan arrays,
      Operators operators,
      Network network,
      Graph graph,
      Tensor images,
      List<Tensor> parameters,
      List<Tensor> running,
      List<Tensor> masks,
      UnaryOperator<Operation> lowering) {
    this.arrays = arrays;
    this.operators = operators;
    this.network = network;
    this.graph = graph;
    this.images = graph.arrangement().load(arrays, images);
    for (Network.Parameter parameter : network.parameters()) {
      Tensor initial = parameters.get(this.parameters.size());
      this.parameters.add(graph.samediff().var(parameter.name(), load(arrays, parameter, initial)));
    }
    Layers<SDVariable> layers =
        new Layers<>(
            network,
            this.parameters,
            constants(running),
            constants(masks),
            layer -> operands -> operators.add(graph, lowering.apply(layer), operands));
    SameDiff samediff = graph.samediff();
    logits = layers.logits(samediff.placeHolder(IMAGES, DataType.FLOAT, this.images.shape()));
  }

  /** One in use. */
  static NetworkGraph of(
      Plan arrays,
      Operators operators,
      Arrangement arrangement,
      Inference inference,
      Inference.Given<Tensor> given) {
    return new NetworkGraph(
        arrays,
        operators,
        inference.layers(),
        new Graph(arrays, arrangement, /* differentiated= */ false),
        given.images(),
        given.parameters(),
        given.running(),
        List.of(),
        Operation::forInference);
  }

  /** One in training. */
  static NetworkGraph of(
      Plan arrays,
      Operators operators,
      Arrangement arrangement,
      TrainingStep step,
      TrainingStep.Given<Tensor> given) {
    return new NetworkGraph(
        arrays,
        operators,
        step.layers(),
        new Graph(arrays, arrangement, /* differentiated= */ true),
        given.images(),
        given.parameters(),
        List.of(),
        given.masks(),
        layer -> layer);
  }

  private INDArray load(Plan plan, Network.Parameter parameter, Tensor value) {
    return graph.arrangement().load(plan, operation(parameter), parameter.operand(), value);
  }

  private Operation operation(Network.Parameter parameter) {
    return network.nodes().get(parameter.node()).operation();
  }

  private List<SDVariable> constants(List<Tensor> values) {
    return values.stream()
        .map(value -> graph.samediff().constant(graph.arrangement().load(arrays, value)))
        .toList();
  }

  /** Adds what else is computed from the network. */
  SDVariable add(Operation operation, List<SDVariable> operands) {
    return operators.add(graph, operation, operands);
  }

  SameDiff samediff() {
    return graph.samediff();
  }

  INDArray images() {
    return images;
  }

  /** In the network's order. */
  List<SDVariable> parameters() {
    return parameters;
  }

  /** Of all parameters. */
  long bytes() {
    return network.parameterCount() * Float.BYTES;
  }

  SDVariable logits() {
    return logits;
  }

  /** Mean and variance of the batch at each batch normalisation in training. */
  List<SDVariable> moments() {
    return graph.moments();
  }

  /** Sets a parameter. */
  void set(int parameter, Tensor value) {
    try (Plan outOfHeap = Plan.build(empty -> empty)) {
      parameters
          .get(parameter)
          .getArr()
          .assign(load(outOfHeap, network.parameters().get(parameter), value));
    }
  }

  /** Reads what is a parameter, or its gradient, in the operation's order. */
  float[] read(int parameter, INDArray array) {
    Network.Parameter which = network.parameters().get(parameter);
    return Plan.read(graph.arrangement().natural(operation(which), which.operand(), array));
  }
}
