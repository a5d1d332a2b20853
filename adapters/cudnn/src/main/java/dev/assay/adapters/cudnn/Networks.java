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
          List<DeviceArray> state = new ArrayList<>();
          for (int i = 1; i < inputs.size(); i++) {
            state.add(Inputs.load(plan, inference, inputs, i));
          }
          Wiring wiring = new Wiring(plan, network, images, true);
          plan.yields(wiring.forward(network.byNode(state)));
        });
  }
}
