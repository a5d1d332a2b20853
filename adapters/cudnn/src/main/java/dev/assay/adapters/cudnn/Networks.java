package dev.assay.adapters.cudnn;

import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Network;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.ArrayList;
import java.util.List;

/** Networks in use. */
final class Networks {
  private Networks() {}

  static Execution inference(Gpu gpu, Inference inference, List<Tensor> inputs) {
    return Plan.build(
        gpu,
        plan -> {
          Network network = inference.layers();
          DeviceArray images = Inputs.load(plan, inference, inputs, 0);
          int learned = network.parameters().size();
          List<DeviceArray> arrays = new ArrayList<>();
          for (int i = 1; i < inputs.size(); i++) {
            arrays.add(Inputs.load(plan, inference, inputs, i));
          }
          List<List<DeviceArray>> parameters = byNode(network, arrays.subList(0, learned));
          List<Integer> normalizations = network.normalizations();
          for (int i = 0; i < normalizations.size(); i++) {
            int mean = learned + 2 * i;
            parameters.get(normalizations.get(i)).addAll(arrays.subList(mean, mean + 2));
          }
          plan.yields(new Wiring(plan, network, images, true).forward(parameters));
        });
  }

  /** What belongs to parameters, sorted by their nodes. */
  static List<List<DeviceArray>> byNode(Network network, List<DeviceArray> ofParameters) {
    List<List<DeviceArray>> sorted = new ArrayList<>();
    network.nodes().forEach(node -> sorted.add(new ArrayList<>()));
    for (int i = 0; i < ofParameters.size(); i++) {
      sorted.get(network.parameters().get(i).node()).add(ofParameters.get(i));
    }
    return sorted;
  }
}
