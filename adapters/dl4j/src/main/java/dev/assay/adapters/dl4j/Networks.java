package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Operation;
import dev.assay.reference.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Networks in use. */
final class Networks {
  private Networks() {}

  /** What a layer computes is kept until the last that takes it is done. */
  static Plan inference(Inference inference, Layout layout, List<Tensor> inputs) {
    return Plan.build(
        plan -> {
          Inference.Given<Tensor> given = inference.given(inputs);
          INDArray images = layout.load(plan, given.images());
          dev.assay.spi.Layers<INDArray> layers =
              new dev.assay.spi.Layers<>(
                  inference.layers(),
                  given.parameters().stream().map(plan::load).toList(),
                  given.running().stream().map(plan::load).toList(),
                  List.of(),
                  operation -> layer(plan, operation.forInference(), layout));
          return plan.yields(layers.logits(images, plan::release));
        });
  }

  private static Function<List<INDArray>, INDArray> layer(
      Plan plan, Operation operation, Layout layout) {
    Layer layer = Layers.inNetwork(operation, layout);
    return operands -> {
      INDArray result = layer.allocateResult(plan);
      layer.forward(plan, operands, result);
      return plan.whole(result);
    };
  }
}
