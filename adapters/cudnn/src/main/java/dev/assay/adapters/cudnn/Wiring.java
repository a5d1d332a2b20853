package dev.assay.adapters.cudnn;

import dev.assay.reference.op.Add;
import dev.assay.reference.op.Flatten;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Relu;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The layers of a network, each on the arrays that others fill.
 *
 * <p>Flattening moves nothing, and the terms of a sum share its gradient. A relu writes over its
 * data where nobody else needs them. Gradients of data use each other's memory again.
 */
final class Wiring {
  private final Plan plan;
  private final Network network;
  private final DeviceArray images;
  private final List<Layer> layers = new ArrayList<>();
  private final List<Pass> passes = new ArrayList<>();

  /**
   * Makes the layers.
   *
   * @param inference whether batch normalisations go by running statistics
   */
  Wiring(Plan plan, Network network, DeviceArray images, boolean inference) {
    this.plan = plan;
    this.network = network;
    this.images = images;
    for (Network.Node node : network.nodes()) {
      Operation operation = node.operation();
      layers.add(Layers.of(plan, inference ? operation.forInference() : operation));
    }
  }

  /** The batch normalisation at a position. */
  BatchNormalization normalization(int node) {
    return (BatchNormalization) layers.get(node);
  }

  /**
   * Appends the forward pass.
   *
   * @param parameters of each node, and what it takes beside
   * @return the logits
   */
  DeviceArray forward(List<List<DeviceArray>> parameters) {
    for (int i = 0; i < layers.size(); i++) {
      List<DeviceArray> operands = new ArrayList<>();
      network.nodes().get(i).sources().forEach(source -> operands.add(output(source)));
      operands.addAll(parameters.get(i));
      Pass pass = new Pass(operands, place(i, operands.get(0)));
      if (!(operation(i) instanceof Flatten)) {
        layers.get(i).forward(pass);
      }
      passes.add(pass);
    }
    return output(layers.size() - 1);
  }

  private Operation operation(int node) {
    return network.nodes().get(node).operation();
  }

  private DeviceArray output(int node) {
    return node == Network.IMAGES ? images : passes.get(node).result();
  }

  /** Where a node's output goes. */
  private DeviceArray place(int node, DeviceArray x) {
    boolean stays = operation(node) instanceof Flatten;
    boolean replaces = operation(node) instanceof Relu && isForTheNextAlone(node);
    return stays || replaces ? x : plan.allocate(operation(node).outputShape().size());
  }

  /** Whether nobody but a node needs the output of its source. */
  private boolean isForTheNextAlone(int node) {
    int source = network.nodes().get(node).sources().get(0);
    if (source == Network.IMAGES
        || layers.get(source).needsResult()
        || operation(source) instanceof Flatten) {
      return false;
    }
    long users =
        network.nodes().stream()
            .flatMap(other -> other.sources().stream())
            .filter(other -> other == source)
            .count();
    return users == 1;
  }

  /**
   * Appends back-propagation.
   *
   * @param ofLogits is overwritten by nobody
   * @param ofParameters of each node, to be filled
   */
  void backward(DeviceArray ofLogits, List<List<DeviceArray>> ofParameters) {
    Recycling recycling = new Recycling(plan);
    Map<Integer, DeviceArray> ofOutputs = new HashMap<>();
    ofOutputs.put(layers.size() - 1, ofLogits);
    recycling.share(ofLogits);
    recycling.share(ofLogits); // Its owner keeps it.
    for (int i = layers.size() - 1; i >= 0; i--) {
      DeviceArray g = ofOutputs.remove(i);
      if (g == null) {
        throw new IllegalStateException(network.nodes().get(i).name() + " leads nowhere");
      }
      Operation operation = operation(i);
      List<Integer> sources = network.nodes().get(i).sources();
      if (operation instanceof Flatten || operation instanceof Add) {
        sources.forEach(
            source -> {
              recycling.share(g);
              add(recycling, ofOutputs, source, g);
            });
      } else {
        Map<Integer, DeviceArray> places = places(recycling, i, ofParameters.get(i));
        layers.get(i).backward(passes.get(i), g, new Gradients(places));
        for (int j = 0; j < sources.size(); j++) {
          DeviceArray more = places.get(j);
          if (more != null) {
            add(recycling, ofOutputs, sources.get(j), more);
          }
        }
      }
      recycling.release(g);
    }
  }

  /** Those of data are taken as needed; nobody needs the images'. */
  private Map<Integer, DeviceArray> places(
      Recycling recycling, int node, List<DeviceArray> ofParameters) {
    Map<Integer, DeviceArray> places = new TreeMap<>();
    List<Integer> sources = network.nodes().get(node).sources();
    for (int j = 0; j < sources.size(); j++) {
      if (sources.get(j) != Network.IMAGES) {
        places.put(j, recycling.take(passes.get(node).operand(j).size()));
      }
    }
    List<Integer> learned = network.nodes().get(node).learned();
    for (int j = 0; j < learned.size(); j++) {
      places.put(learned.get(j), ofParameters.get(j));
    }
    return places;
  }

  /** Where an output goes to several nodes their gradients add up. */
  private void add(
      Recycling recycling, Map<Integer, DeviceArray> ofOutputs, int source, DeviceArray more) {
    if (source == Network.IMAGES) {
      recycling.release(more);
      return;
    }
    @Nullable DeviceArray before = ofOutputs.get(source);
    if (before == null) {
      ofOutputs.put(source, more);
      return;
    }
    DeviceArray sum = before;
    if (recycling.isShared(before)) {
      sum = recycling.take(before.size());
      plan.copy(before, sum);
      recycling.release(before);
      ofOutputs.put(source, sum);
    }
    new Arithmetic(plan).accumulate(1, more, sum);
    recycling.release(more);
  }
}
