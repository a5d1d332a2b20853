package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Linear;
import dev.assay.reference.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Fully connected layers by {@code matmul}, which oneDNN computes, and {@code biasadd} in place.
 * {@code xw_plus_b} would do both, but brings the weights into another order in every call, which
 * takes five times as long for large ones.
 *
 * <p>A problem of its own has the weights so that they need not be transposed: as [in, out] in
 * forward, as [out, in] backward.
 */
final class Linears extends Layer {
  private static final long[] AS_THEY_ARE = {0, 0};
  private static final long[] TRANSPOSE_FIRST = {1, 0};
  private static final long[] TRANSPOSE_SECOND = {0, 1};

  private final Linear linear;
  private final boolean inFirst;

  /**
   * One such layer.
   *
   * @param inFirst whether the weights lie as [in, out]
   */
  Linears(Linear linear, boolean inFirst) {
    super(linear, Layout.NCHW);
    this.linear = linear;
    this.inFirst = inFirst;
  }

  @Override
  INDArray load(Plan plan, int operand, Tensor tensor) {
    return operand == 1 && inFirst ? plan.load(tensor, 1, 0) : super.load(plan, operand, tensor);
  }

  @Override
  INDArray natural(int operand, INDArray array) {
    return operand == 1 && inFirst ? array.permute(1, 0) : super.natural(operand, array);
  }

  @Override
  void forward(Plan plan, List<INDArray> operands, INDArray result) {
    plan.call("matmul", operands.subList(0, 2), result)
        .integers(inFirst ? AS_THEY_ARE : TRANSPOSE_SECOND);
    if (linear.bias()) {
      plan.call("biasadd", List.of(result, operands.get(2)), result);
    }
  }

  @Override
  void backward(
      Plan plan,
      List<INDArray> operands,
      INDArray outputGradient,
      Map<Integer, INDArray> gradients) {
    INDArray x = operands.get(0);
    INDArray ofX = gradients.get(0);
    if (ofX != null) {
      plan.call("matmul", List.of(outputGradient, operands.get(1)), ofX)
          .integers(inFirst ? TRANSPOSE_SECOND : AS_THEY_ARE);
    }
    INDArray ofWeights = gradients.get(1);
    if (ofWeights != null) {
      plan.call(
              "matmul",
              inFirst ? List.of(x, outputGradient) : List.of(outputGradient, x),
              ofWeights)
          .integers(TRANSPOSE_FIRST);
    }
    INDArray ofBias = gradients.get(2);
    if (ofBias != null) {
      plan.call("reduce_sum", List.of(outputGradient), ofBias).integers(0);
    }
  }
}
