package dev.assay.adapters.dl4j;

import dev.assay.reference.op.IdentityShortcut;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The shortcut without parameters: one copy, forward and back, between the elements that are kept
 * and what they become. All others of the result are 0 from the start and stay so.
 */
final class Shortcut extends Layer {
  private final IdentityShortcut shortcut;

  Shortcut(IdentityShortcut shortcut, Layout layout) {
    super(shortcut, layout);
    this.shortcut = shortcut;
  }

  @Override
  INDArray allocateResult(Plan plan) {
    return plan.allocate(dimensionsOfResult()).assign(0);
  }

  @Override
  INDArray allocateGradient(Plan plan, int operand, INDArray like) {
    return super.allocateGradient(plan, operand, like).assign(0);
  }

  @Override
  void forward(Plan plan, List<INDArray> operands, INDArray result) {
    plan.copy(kept(operands.get(0)), carried(result));
  }

  @Override
  void backward(
      Plan plan,
      List<INDArray> operands,
      INDArray outputGradient,
      Map<Integer, INDArray> gradients) {
    INDArray result = gradients.get(0);
    if (result != null) {
      plan.copy(carried(outputGradient), kept(result));
    }
  }

  /** Of the input, or its gradient. */
  private INDArray kept(INDArray array) {
    return Subsampling.of(layout().asNchw(array), shortcut.stride().h(), shortcut.stride().w());
  }

  /** Of the output, or its gradient. */
  private INDArray carried(INDArray array) {
    return layout()
        .asNchw(array)
        .get(
            NDArrayIndex.all(),
            NDArrayIndex.interval(shortcut.before(), shortcut.before() + shortcut.c()),
            NDArrayIndex.all(),
            NDArrayIndex.all());
  }
}
