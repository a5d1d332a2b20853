package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Add;
import dev.assay.reference.op.Network;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The layers of a network to be trained, each on the arrays that others fill. Images stay in one
 * layout from the first layer to the last that has any.
 */
final class Wiring {
  private final Plan plan;
  private final Network network;
  private final INDArray images;
  private final List<Layer> layers = new ArrayList<>();
  private final List<List<INDArray>> operands = new ArrayList<>();
  private final List<INDArray> outputs = new ArrayList<>();

  /**
   * A network.
   *
   * @param images in the layout
   */
  Wiring(Plan plan, Network network, Layout layout, INDArray images) {
    this.plan = plan;
    this.network = network;
    this.images = images;
    network.nodes().forEach(node -> layers.add(Layers.inNetwork(node.operation(), layout)));
  }

  /** The batch normalisation at a position. */
  BatchNormalization normalization(int node) {
    return (BatchNormalization) layers.get(node);
  }

  /** Copies the mask of each dropout out of the heap. */
  List<INDArray> load(List<Tensor> masks) {
    List<INDArray> loaded = new ArrayList<>();
    for (int node : network.dropouts()) {
      loaded.add(layers.get(node).load(plan, MaskedDropout.MASK, masks.get(loaded.size())));
    }
    return loaded;
  }

  /**
   * Appends the forward pass.
   *
   * @param parameters of each node, or its mask
   * @return the logits
   */
  INDArray forward(List<List<INDArray>> parameters) {
    for (int i = 0; i < layers.size(); i++) {
      List<INDArray> arrays = new ArrayList<>();
      network.nodes().get(i).sources().forEach(source -> arrays.add(output(source)));
      arrays.addAll(parameters.get(i));
      INDArray result = layers.get(i).allocateResult(plan);
      layers.get(i).forward(plan, arrays, result);
      operands.add(arrays);
      outputs.add(plan.whole(result));
    }
    return outputs.get(outputs.size() - 1);
  }

  private INDArray output(int position) {
    return position == Network.IMAGES ? images : outputs.get(position);
  }

  /**
   * Appends back-propagation.
   *
   * @param ofParameters of each node, to be filled
   */
  void backward(INDArray ofLogits, List<List<INDArray>> ofParameters) {
    List<@Nullable INDArray> ofOutputs =
        new ArrayList<>(Collections.nCopies(layers.size(), (INDArray) null));
    ofOutputs.set(layers.size() - 1, ofLogits);
    for (int i = layers.size() - 1; i >= 0; i--) {
      INDArray g = ofOutputs.get(i);
      if (g == null) {
        throw new IllegalStateException(network.nodes().get(i).name() + " leads nowhere");
      }
      ofOutputs.set(i, null); // Nobody else asks for it.
      Network.Node node = network.nodes().get(i);
      if (node.operation() instanceof Add) {
        // Both terms have the gradient of the sum.
        node.sources().forEach(source -> add(ofOutputs, source, g, null));
      } else {
        Map<Integer, INDArray> gradients = gradients(i, ofParameters.get(i));
        layers.get(i).backward(plan, operands.get(i), plan.whole(g), gradients);
        for (int j = 0; j < node.sources().size(); j++) {
          INDArray more = gradients.get(j);
          if (more != null) {
            add(ofOutputs, node.sources().get(j), more, more);
          }
        }
      }
    }
  }

  /** Allocates those of data; nobody needs the images'. */
  private Map<Integer, INDArray> gradients(int node, List<INDArray> ofParameters) {
    Map<Integer, INDArray> gradients = new TreeMap<>();
    List<Integer> sources = network.nodes().get(node).sources();
    for (int j = 0; j < sources.size(); j++) {
      if (sources.get(j) != Network.IMAGES) {
        INDArray like = operands.get(node).get(j);
        gradients.put(j, layers.get(node).allocateGradient(plan, j, like));
      }
    }
    List<Integer> learned = network.nodes().get(node).learned();
    for (int j = 0; j < learned.size(); j++) {
      gradients.put(learned.get(j), ofParameters.get(j));
    }
    return gradients;
  }

  /**
   * Where an output goes to several nodes their gradients add up.
   *
   * @param into may be overwritten; null if nothing may
   */
  private void add(
      List<@Nullable INDArray> ofOutputs, int source, INDArray more, @Nullable INDArray into) {
    INDArray before = ofOutputs.get(source);
    if (before == null) {
      ofOutputs.set(source, more);
      return;
    }
    INDArray sum = into == null ? plan.allocate(more.shape()) : into;
    plan.call("add", List.of(before, more), sum);
    ofOutputs.set(source, sum);
  }
}
