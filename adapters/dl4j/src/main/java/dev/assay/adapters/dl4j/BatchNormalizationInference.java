package dev.assay.adapters.dl4j;

import dev.assay.reference.op.BatchNormInference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Batch normalisation by running statistics, by {@code batchnorm}. */
final class BatchNormalizationInference extends Layer {
  private final BatchNormInference norm;

  BatchNormalizationInference(BatchNormInference norm, Layout layout) {
    super(norm, layout);
    this.norm = norm;
  }

  @Override
  void forward(Plan plan, List<INDArray> operands, INDArray result) {
    apply(plan, "batchnorm", arrays(operands), result);
  }

  @Override
  void backward(
      Plan plan,
      List<INDArray> operands,
      INDArray outputGradient,
      Map<Integer, INDArray> gradients) {
    List<INDArray> arrays = new ArrayList<>(arrays(operands));
    arrays.add(outputGradient);
    INDArray[] results = new INDArray[5];
    int[] operandOf = {0, 3, 4, 1, 2};
    for (int i = 0; i < results.length; i++) {
      INDArray wanted = gradients.get(operandOf[i]);
      results[i] = wanted == null ? plan.allocate(operands.get(operandOf[i]).shape()) : wanted;
    }
    apply(plan, "batchnorm_bp", arrays, results);
  }

  private static List<INDArray> arrays(List<INDArray> operands) {
    return List.of(
        operands.get(0), operands.get(3), operands.get(4), operands.get(1), operands.get(2));
  }

  private void apply(Plan plan, String operation, List<INDArray> arrays, INDArray... results) {
    int channels = BatchNormalization.channels(norm.shape(), layout());
    BatchNormalization.apply(plan, operation, channels, norm.epsilon(), arrays, results);
  }
}
