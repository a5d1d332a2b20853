package dev.assay.adapters.tensorflow;

import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Layers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A network in a graph: a batch of images, and variables for all that is learned or kept. */
final class NetworkGraph {
  private final ResidentGraph graph;
  private final Network network;
  private final Operand<TFloat32> images;
  private final List<Resident> parameters = new ArrayList<>();
  private final List<Resident> running = new ArrayList<>();
  private final List<Operand<TFloat32>> masks = new ArrayList<>();

  /** Adds a network's images and variables to a graph; these hold nothing yet. */
  NetworkGraph(ResidentGraph graph, Network network, Tensor images) {
    this.graph = graph;
    this.network = network;
    this.images = graph.input(new Arrangement(Layout.IMAGES, network.input()).load(images));
    for (Network.Parameter parameter : network.parameters()) {
      Call call = Operations.of(network.nodes().get(parameter.node()).operation());
      parameters.add(
          resident(
              parameter.name(),
              new Arrangement(call.operand(parameter.operand()), parameter.shape())));
    }
    for (int position : network.normalizations()) {
      Network.Node node = network.nodes().get(position);
      Arrangement channels = new Arrangement(Layout.AS_IS, Shape.of(node.shape().dimension(1)));
      running.add(resident(node.name() + " mean", channels));
      running.add(resident(node.name() + " variance", channels));
    }
  }

  private Resident resident(String name, Arrangement arrangement) {
    return Resident.of(graph.tf(), name, arrangement);
  }

  /** As {@link Network#parameters} lists them. */
  List<Resident> parameters() {
    return parameters;
  }

  /** Mean and variance of each of {@link Network#normalizations}. */
  List<Resident> running() {
    return running;
  }

  /** Adds the mask of each of {@link Network#dropouts}. */
  void mask(List<Tensor> all) {
    for (Tensor mask : all) {
      Arrangement arrangement = new Arrangement(Layout.inNetworks(mask.shape()), mask.shape());
      masks.add(graph.input(arrangement.load(mask)));
    }
  }

  /** Puts numbers into all variables. */
  void load(List<Tensor> ofParameters, List<Tensor> ofRunning) {
    fill(parameters, ofParameters);
    fill(running, ofRunning);
  }

  private void fill(List<Resident> residents, List<Tensor> numbers) {
    for (int i = 0; i < residents.size(); i++) {
      residents.get(i).load(graph, numbers.get(i));
    }
  }

  /**
   * Applies all layers to the images.
   *
   * @param lowering how a layer is applied to its operands
   */
  Operand<TFloat32> logits(
      Function<Operation, Function<List<Operand<TFloat32>>, Operand<TFloat32>>> lowering) {
    return new Layers<>(network, values(parameters), values(running), masks, lowering)
        .logits(images);
  }

  /** Applies a layer, where its call takes its data in another order than networks have it, too. */
  static Operand<TFloat32> apply(Ops tf, Operation layer, List<Operand<TFloat32>> operands) {
    Call call = Operations.of(layer);
    List<Operand<TFloat32>> arranged = new ArrayList<>(operands);
    for (int i = 0; i < operands.size(); i++) {
      dev.assay.reference.op.Operand operand = layer.operands().get(i);
      if (operand.role().isData() && isOrdered(call.operand(i))) {
        Layout given = Layout.inNetworks(operand.shape());
        arranged.set(i, call.operand(i).arrange(tf, operands.get(i), given));
      }
    }
    Operand<TFloat32> output = call.formula().apply(tf, arranged);
    return isOrdered(call.output())
        ? Layout.inNetworks(layer.outputShape()).arrange(tf, output, call.output())
        : output;
  }

  /** Whether order matters: what lies as in the problem is no images, or taken one by one. */
  private static boolean isOrdered(Layout layout) {
    return !layout.equals(Layout.AS_IS);
  }

  /** What variables hold at the beginning of a run. */
  static List<Operand<TFloat32>> values(List<Resident> residents) {
    return residents.stream().map(Resident::value).toList();
  }
}
