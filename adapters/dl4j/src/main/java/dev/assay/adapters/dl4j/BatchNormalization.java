package dev.assay.adapters.dl4j;

import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalisation by {@code moments} and {@code batchnorm}. The moments are part of the forward
 * pass; the gradient starts from them.
 *
 * <p>ND4J's {@code fused_batch_norm} takes rank 4 only, raises a small ε, and gives the unbiased
 * variance, so it is not used.
 */
final class BatchNormalization extends Layer {
  private static final int APPLY = 1;

  private final BatchNorm norm;
  private final int channels;

  /** Mean and variance. */
  private @Nullable List<INDArray> moments;

  BatchNormalization(BatchNorm norm, Layout layout) {
    super(norm, layout);
    this.norm = norm;
    channels = channels(norm.shape(), layout);
  }

  /** The axis of the channels, which images have elsewhere in another layout. */
  static int channels(Shape shape, Layout layout) {
    return shape.rank() == 4 ? layout.channels() : 1;
  }

  /** Where the moments are to be kept. */
  void keep(INDArray mean, INDArray variance) {
    moments = List.of(mean, variance);
  }

  private List<INDArray> moments(Plan plan) {
    if (moments == null) {
      moments = List.of(plan.allocate(norm.parameterShape()), plan.allocate(norm.parameterShape()));
    }
    return moments;
  }

  @Override
  void forward(Plan plan, List<INDArray> operands, INDArray result) {
    INDArray x = operands.get(0);
    List<INDArray> fresh = moments(plan);
    plan.call("moments", List.of(x), fresh.get(0), fresh.get(1)).integers(allButChannels());
    List<INDArray> arrays =
        List.of(x, fresh.get(0), fresh.get(1), operands.get(1), operands.get(2));
    apply(plan, "batchnorm", channels, norm.epsilon(), arrays, result);
  }

  @Override
  void remember(Plan plan, List<INDArray> operands) {
    List<INDArray> fresh = moments(plan);
    new Call("moments", List.of(operands.get(0)), fresh.get(0), fresh.get(1))
        .integers(allButChannels())
        .run();
  }

  @Override
  void backward(
      Plan plan,
      List<INDArray> operands,
      INDArray outputGradient,
      Map<Integer, INDArray> gradients) {
    INDArray mean = moments(plan).get(0);
    INDArray variance = moments(plan).get(1);
    apply(
        plan,
        "batchnorm_bp",
        channels,
        norm.epsilon(),
        List.of(operands.get(0), mean, variance, operands.get(1), operands.get(2), outputGradient),
        orScratch(plan, gradients, operands, 0),
        plan.allocate(mean.shape()),
        plan.allocate(variance.shape()),
        orScratch(plan, gradients, operands, 1),
        orScratch(plan, gradients, operands, 2));
  }

  private static INDArray orScratch(
      Plan plan, Map<Integer, INDArray> gradients, List<INDArray> operands, int operand) {
    INDArray wanted = gradients.get(operand);
    return wanted == null ? plan.allocate(operands.get(operand).shape()) : wanted;
  }

  /** Appends the operation itself: of x, mean, variance, γ, β, and backward the gradient. */
  static void apply(
      Plan plan,
      String operation,
      int channels,
      double epsilon,
      List<INDArray> arrays,
      INDArray... results) {
    plan.call(operation, arrays, results).integers(APPLY, APPLY, channels).reals(epsilon);
  }

  private long[] allButChannels() {
    return IntStream.range(0, norm.shape().rank())
        .filter(axis -> axis != channels)
        .asLongStream()
        .toArray();
  }
}
