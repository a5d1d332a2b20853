package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Network;
import dev.assay.reference.tensor.Tensor;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Networks in use. */
final class Networks {
  private Networks() {}

  static Plan inference(Inference inference, Layout layout, List<Tensor> inputs) {
    Plan plan = new Plan();
    Network network = inference.layers();
    INDArray images = layout.load(plan, inputs.get(0));
    List<INDArray> state = inputs.stream().skip(1).map(plan::load).toList();
    Wiring wiring = new Wiring(plan, network, layout, images, true);
    return plan.yields(wiring.forward(network.byNode(state)));
  }
}
