package dev.assay.adapters.tensorflow;

import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BatchNormInference;
import dev.assay.reference.op.BatchNormStatistics;
import dev.assay.reference.tensor.Shape;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * TensorFlow's fused batch normalisation, which takes images: other data are seen as images one
 * pixel wide.
 *
 * @param elements that each channel's statistics are of
 * @param output the normalised data, in the shape that they were given in
 * @param mean of the batch
 * @param variance of the batch, divided by one less than the elements
 */
record FusedBatchNorm(
    int elements, Operand<TFloat32> output, Operand<TFloat32> mean, Operand<TFloat32> variance) {

  /** Where running mean and variance stand among the operands. */
  static final int MEAN = 3;

  static final int VARIANCE = 4;

  /** By the statistics of the batch; the operands are x, γ and β. */
  static FusedBatchNorm ofBatch(Ops tf, BatchNorm norm, List<Operand<TFloat32>> operands) {
    Operand<TFloat32> none = tf.constant(new float[0]);
    return of(tf, norm.shape(), norm.epsilon(), operands, none, none, true);
  }

  /** By running statistics; the operands are x, γ, β, mean and variance. */
  static FusedBatchNorm ofRunning(
      Ops tf, BatchNormInference norm, List<Operand<TFloat32>> operands) {
    return of(
        tf,
        norm.shape(),
        norm.epsilon(),
        operands,
        operands.get(MEAN),
        operands.get(VARIANCE),
        false);
  }

  private static FusedBatchNorm of(
      Ops tf,
      Shape shape,
      double epsilon,
      List<Operand<TFloat32>> operands,
      Operand<TFloat32> mean,
      Operand<TFloat32> variance,
      boolean training) {
    int n = shape.dimension(0);
    int channels = shape.dimension(1);
    int positions = Structures.positions(shape);
    boolean images = Layout.isImages(shape);
    Operand<TFloat32> x = operands.get(0);
    var fused =
        tf.nn.fusedBatchNorm(
            images ? x : tf.reshape(x, tf.array(n, positions, 1, channels)),
            operands.get(1),
            operands.get(2),
            mean,
            variance,
            org.tensorflow.op.nn.FusedBatchNorm.epsilon((float) epsilon),
            org.tensorflow.op.nn.FusedBatchNorm.isTraining(training));
    return new FusedBatchNorm(
        n * positions,
        images
            ? fused.y()
            : tf.reshape(fused.y(), tf.constant(Layout.channelsLast(shape.rank()).shape(shape))),
        fused.batchMean(),
        fused.batchVariance());
  }

  /** The running mean and variance after this batch. */
  List<Operand<TFloat32>> advance(
      Ops tf,
      BatchNormStatistics statistics,
      Operand<TFloat32> runningMean,
      Operand<TFloat32> runningVariance) {
    double share = 1 - (double) (float) statistics.momentum();
    double unbiased = statistics.unbiased() ? 1 : Math.max(elements - 1, 1) / (double) elements;
    Operand<TFloat32> momentum = tf.constant((float) statistics.momentum());
    return List.of(
        weighted(tf, momentum, runningMean, share, mean),
        weighted(tf, momentum, runningVariance, share * unbiased, variance));
  }

  private static Operand<TFloat32> weighted(
      Ops tf,
      Operand<TFloat32> momentum,
      Operand<TFloat32> running,
      double share,
      Operand<TFloat32> batch) {
    return tf.math.add(
        tf.math.mul(momentum, running), tf.math.mul(tf.constant((float) share), batch));
  }
}
