package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Dropout;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Dropout by a given mask, as two products: ND4J's own draws its mask. */
final class MaskedDropout extends Layer {
  static final int MASK = 1;

  private final double scale;

  MaskedDropout(Dropout dropout, Layout layout) {
    super(dropout, layout);
    this.scale = 1 / (1 - dropout.rate());
  }

  @Override
  void forward(Plan plan, List<INDArray> operands, INDArray result) {
    keep(plan, operands.get(0), operands.get(MASK), result);
  }

  @Override
  void backward(
      Plan plan,
      List<INDArray> operands,
      INDArray outputGradient,
      Map<Integer, INDArray> gradients) {
    INDArray result = gradients.get(0);
    if (result != null) {
      keep(plan, outputGradient, operands.get(MASK), result);
    }
  }

  private void keep(Plan plan, INDArray values, INDArray mask, INDArray result) {
    plan.call("multiply", List.of(values, mask), result);
    plan.call("multiply", List.of(result, plan.constant(scale)), result);
  }
}
