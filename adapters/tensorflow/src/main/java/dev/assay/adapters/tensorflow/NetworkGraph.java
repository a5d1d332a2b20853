package dev.assay.adapters.tensorflow;

import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Layers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A network in a graph in training: a batch of images, and variables for all that is learned or
 * kept.
 */
final class NetworkGraph {
  private final ResidentGraph graph;
  private final Network network;
  private final Operand<TFloat32> images;
  private final List<Resident> parameters;
  private final List<Resident> running;

  /** Adds a network's images and variables to a graph; these hold nothing yet. */
  NetworkGraph(ResidentGraph graph, Network network, Tensor images) {
    this.graph = graph;
    this.network = network;
    this.images = graph.input(ofImages(network).load(images));
    List<Resident> all = new ArrayList<>();
    for (Arrangement arrangement : ofState(network)) {
      all.add(Resident.of(graph.tf(), "state " + all.size(), arrangement));
    }
    int learned = network.parameters().size();
    this.parameters = all.subList(0, learned);
    this.running = all.subList(learned, all.size());
  }

  /** How a network's images lie. */
  static Arrangement ofImages(Network network) {
    return new Arrangement(Layout.IMAGES, network.input());
  }

  /**
   * How what a network has learned or kept lies: its parameters, then mean and variance of each of
   * {@link Network#normalizations}.
   */
  static List<Arrangement> ofState(Network network) {
    List<Arrangement> arrangements = new ArrayList<>();
    for (Network.Parameter parameter : network.parameters()) {
      Call call = Operations.of(network.nodes().get(parameter.node()).operation());
      arrangements.add(new Arrangement(call.operand(parameter.operand()), parameter.shape()));
    }
    for (int position : network.normalizations()) {
      Shape channels = Shape.of(network.nodes().get(position).shape().dimension(1));
      arrangements.addAll(Collections.nCopies(2, new Arrangement(Layout.AS_IS, channels)));
    }
    return arrangements;
  }

  /** As {@link Network#parameters} lists them. */
  List<Resident> parameters() {
    return parameters;
  }

  /** Mean and variance of each of {@link Network#normalizations}. */
  List<Resident> running() {
    return running;
  }

  /** Puts numbers into all variables: parameters, then running statistics. */
  void load(List<Tensor> state) {
    List<Resident> all = Stream.concat(parameters.stream(), running.stream()).toList();
    for (int i = 0; i < all.size(); i++) {
      all.get(i).load(graph, state.get(i));
    }
  }

  /**
   * Applies all layers to the images.
   *
   * @param lowering how a layer is applied to its operands
   */
  Operand<TFloat32> logits(
      Function<Operation, Function<List<Operand<TFloat32>>, Operand<TFloat32>>> lowering) {
    return new Layers<>(network, values(parameters), values(running), lowering).logits(images);
  }

  /** What variables hold at the beginning of a run. */
  static List<Operand<TFloat32>> values(List<Resident> residents) {
    return residents.stream().map(Resident::value).toList();
  }
}
