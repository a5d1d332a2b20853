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
          List<DeviceArray> arrays = new ArrayList<>();
          for (int i = 0; i < inputs.size(); i++) {
            arrays.add(Inputs.load(plan, inference, inputs, i));
          }
          Inference.Given<DeviceArray> given = inference.given(arrays);
          Wiring wiring = new Wiring(plan, network, given.images(), true);
          plan.yields(
              wiring.forward(network.byNode(given.parameters(), given.running(), List.of())));
        });
  }
}
