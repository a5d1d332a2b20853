package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Network;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Networks in use. */
final class Networks {
  private Networks() {}

  static Plan inference(Inference inference, Layout layout, List<Tensor> inputs) {
    Plan plan = new Plan();
    Network network = inference.layers();
    INDArray images = layout.load(plan, inputs.get(0));
    int learned = network.parameters().size();
    List<INDArray> arrays = inputs.stream().skip(1).map(plan::load).toList();
    List<List<INDArray>> parameters = byNode(network, arrays.subList(0, learned));
    List<Integer> normalizations = network.normalizations();
    for (int i = 0; i < normalizations.size(); i++) {
      int mean = learned + 2 * i;
      parameters.get(normalizations.get(i)).addAll(arrays.subList(mean, mean + 2));
    }
    return plan.yields(new Wiring(plan, network, layout, images, true).forward(parameters));
  }

  /** What belongs to parameters, sorted by their nodes. */
  static List<List<INDArray>> byNode(Network network, List<INDArray> ofParameters) {
    List<List<INDArray>> sorted = new ArrayList<>();
    network.nodes().forEach(node -> sorted.add(new ArrayList<>()));
    List<Network.Parameter> parameters = network.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      sorted.get(parameters.get(i).node()).add(ofParameters.get(i));
    }
    return sorted;
  }
}
