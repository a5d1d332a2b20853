package dev.assay.adapters.dl4j;

import dev.assay.reference.op.LocalResponseNorm;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Local response normalisation by {@code lrn}, whose channels come last. */
final class LocalResponses extends Layer {
  private final LocalResponseNorm norm;

  LocalResponses(LocalResponseNorm norm, Layout layout) {
    super(norm, layout);
    this.norm = norm;
  }

  @Override
  void forward(Plan plan, List<INDArray> operands, INDArray result) {
    call(plan, "lrn", operands, result);
  }

  @Override
  void backward(
      Plan plan,
      List<INDArray> operands,
      INDArray outputGradient,
      Map<Integer, INDArray> gradients) {
    INDArray result = gradients.get(0);
    if (result != null) {
      call(plan, "lrn_bp", List.of(operands.get(0), outputGradient), result);
    }
  }

  private void call(Plan plan, String name, List<INDArray> arrays, INDArray result) {
    INDArray computed = layout() == Layout.NHWC ? result : channelsLast(plan, result);
    plan.call(name, arrays.stream().map(array -> ordered(plan, array)).toList(), computed)
        .integers(norm.size() / 2) // its depth is half the window
        .reals(norm.k(), norm.alpha(), norm.beta());
    if (computed != result) {
      plan.copy(Layout.NHWC.asNchw(computed), result);
    }
  }

  private INDArray ordered(Plan plan, INDArray images) {
    if (layout() == Layout.NHWC) {
      return images;
    }
    INDArray ordered = channelsLast(plan, images);
    plan.copy(layout().asNchw(images), Layout.NHWC.asNchw(ordered));
    return ordered;
  }

  private INDArray channelsLast(Plan plan, INDArray images) {
    return plan.allocate(images.permute(0, 2, 3, 1).shape());
  }
}
