package dev.assay.adapters.tensorflow;

import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BatchNormInference;
import dev.assay.reference.op.BatchNormStatistics;
import dev.assay.reference.op.GroupNorm;
import dev.assay.reference.op.InstanceNorm;
import dev.assay.reference.op.LayerNorm;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.reference.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.nn.LocalResponseNormalization;
import org.tensorflow.op.nn.LocalResponseNormalizationGrad;
import org.tensorflow.types.TFloat32;

/**
 * Normalisations. Those of groups, instances and layers are made of smaller operations as Keras
 * makes them: {@code tf.nn.moments}, then {@code tf.nn.batch_normalization}.
 */
final class Normalizations {
  private static final int X = 0;
  private static final int GAMMA = 1;
  private static final int BETA = 2;

  private Normalizations() {}

  static Call batchNorm(BatchNorm norm) {
    return Call.of(
        (tf, operands) -> FusedBatchNorm.ofBatch(tf, norm, operands).output(),
        Layout.channelsLast(norm.shape().rank()));
  }

  static Call batchNormInference(BatchNormInference norm) {
    return Call.of(
        (tf, operands) -> FusedBatchNorm.ofRunning(tf, norm, operands).output(),
        Layout.channelsLast(norm.shape().rank()));
  }

  /** The new means, then the new variances. */
  static Call batchNormStatistics(BatchNormStatistics statistics) {
    BatchNorm norm = new BatchNorm(statistics.shape(), 1e-3);
    return new Call(
        (tf, operands) -> {
          int channels = statistics.shape().dimension(1);
          Operand<TFloat32> ones = tf.fill(tf.array(channels), tf.constant(1f));
          Operand<TFloat32> zeros = tf.fill(tf.array(channels), tf.constant(0f));
          FusedBatchNorm batch =
              FusedBatchNorm.ofBatch(tf, norm, List.of(operands.get(X), ones, zeros));
          return tf.stack(batch.advance(tf, statistics, operands.get(1), operands.get(2)));
        },
        List.of(Layout.channelsLast(statistics.shape().rank())),
        Layout.AS_IS);
  }

  /** Of the last axes of images as they lie in the problem, which here are not the last. */
  static Call layerNorm(LayerNorm norm) {
    Shape shape = norm.shape();
    int rank = shape.rank();
    Layout layout = Layout.inNetworks(shape);
    int[] axes = IntStream.range(rank - norm.axes(), rank).map(layout::position).toArray();
    int[] ofEach =
        IntStream.range(0, rank)
            .map(axis -> axis < rank - norm.axes() ? 1 : shape.dimension(axis))
            .toArray();
    return Call.of(
        (tf, operands) ->
            standardize(
                tf,
                operands.get(X),
                axes,
                layout.arrange(tf, tf.reshape(operands.get(GAMMA), tf.array(ofEach)), Layout.AS_IS),
                layout.arrange(tf, tf.reshape(operands.get(BETA), tf.array(ofEach)), Layout.AS_IS),
                norm.epsilon()),
        layout);
  }

  static Call groupNorm(GroupNorm norm) {
    return ofGroups(norm.shape(), norm.groups(), norm.epsilon());
  }

  /** A group per channel. */
  static Call instanceNorm(InstanceNorm norm) {
    return ofGroups(norm.shape(), norm.shape().dimension(1), norm.epsilon());
  }

  private static Call ofGroups(Shape shape, int groups, double epsilon) {
    int channels = shape.dimension(1);
    int size = channels / groups;
    Layout layout = Layout.channelsLast(shape.rank());
    return Call.of(
        (tf, operands) -> {
          int[] grouped = {shape.dimension(0), Structures.positions(shape), groups, size};
          int[] perChannel = {1, 1, groups, size};
          Operand<TFloat32> y =
              standardize(
                  tf,
                  tf.reshape(operands.get(X), tf.array(grouped)),
                  new int[] {1, 3},
                  tf.reshape(operands.get(GAMMA), tf.array(perChannel)),
                  tf.reshape(operands.get(BETA), tf.array(perChannel)),
                  epsilon);
          return tf.reshape(y, tf.constant(layout.shape(shape)));
        },
        layout);
  }

  private static Operand<TFloat32> standardize(
      Ops tf,
      Operand<TFloat32> x,
      int[] axes,
      Operand<TFloat32> gamma,
      Operand<TFloat32> beta,
      double epsilon) {
    Operand<TFloat32> mean = tf.math.mean(x, tf.array(axes), Mean.keepDims(true));
    Operand<TFloat32> variance =
        tf.math.mean(
            tf.math.squaredDifference(x, tf.stopGradient(mean)),
            tf.array(axes),
            Mean.keepDims(true));
    Operand<TFloat32> scale =
        tf.math.mul(tf.math.rsqrt(tf.math.add(variance, tf.constant((float) epsilon))), gamma);
    return tf.math.add(tf.math.mul(x, scale), tf.math.sub(beta, tf.math.mul(mean, scale)));
  }

  /** The gradient that TensorFlow's library derives takes all parameters for their defaults. */
  static Call localResponseNorm(LocalResponseNorm norm) {
    long radius = norm.size() / 2;
    float alpha = (float) norm.alpha();
    float beta = (float) norm.beta();
    float bias = (float) norm.k();
    return Call.of(
            (tf, operands) ->
                tf.nn.localResponseNormalization(
                    operands.get(X),
                    LocalResponseNormalization.depthRadius(radius),
                    LocalResponseNormalization.alpha(alpha),
                    LocalResponseNormalization.beta(beta),
                    LocalResponseNormalization.bias(bias)),
            Layout.channelsLast(norm.outputShape().rank()))
        .with(
            (tf, operands, output, gradient) ->
                List.of(
                    tf.nn.localResponseNormalizationGrad(
                        gradient,
                        operands.get(X),
                        output,
                        LocalResponseNormalizationGrad.depthRadius(radius),
                        LocalResponseNormalizationGrad.alpha(alpha),
                        LocalResponseNormalizationGrad.beta(beta),
                        LocalResponseNormalizationGrad.bias(bias))));
  }
}
