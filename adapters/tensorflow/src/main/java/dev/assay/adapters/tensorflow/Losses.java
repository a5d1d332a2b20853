package dev.assay.adapters.tensorflow;

import dev.assay.reference.op.BinaryCrossEntropy;
import dev.assay.reference.op.BinaryCrossEntropyOfProbabilities;
import dev.assay.reference.op.CrossEntropy;
import dev.assay.reference.op.CrossEntropyOfProbabilities;
import dev.assay.reference.op.MeanSquaredError;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** Losses, averaged over the batch or over all elements as Keras does. */
final class Losses {
  private static final int LAST = -1;

  private Losses() {}

  static Call crossEntropy(CrossEntropy crossEntropy) {
    return Call.asIs(
        (tf, operands) ->
            mean(tf, tf.nn.softmaxCrossEntropyWithLogits(operands.get(0), operands.get(1)).loss()));
  }

  /** Without the ε by which Keras keeps probabilities from 0. */
  static Call crossEntropyOfProbabilities(CrossEntropyOfProbabilities crossEntropy) {
    return Call.asIs(
        (tf, operands) -> {
          Operand<TFloat32> terms = tf.math.xlogy(operands.get(1), operands.get(0));
          return tf.math.neg(mean(tf, tf.sum(terms, tf.constant(LAST))));
        });
  }

  /** As {@code tf.nn.sigmoid_cross_entropy_with_logits}. */
  static Call binaryCrossEntropy(BinaryCrossEntropy crossEntropy) {
    return Call.asIs(
        (tf, operands) -> {
          Operand<TFloat32> x = operands.get(0);
          Operand<TFloat32> zeros = tf.zerosLike(x);
          Operand<TBool> positive = tf.math.greaterEqual(x, zeros);
          Operand<TFloat32> relu = tf.select(positive, x, zeros);
          Operand<TFloat32> negative = tf.select(positive, tf.math.neg(x), x);
          return mean(
              tf,
              tf.math.add(
                  tf.math.sub(relu, tf.math.mul(x, operands.get(1))),
                  tf.math.log1p(tf.math.exp(negative))));
        });
  }

  /** Without Keras's ε. */
  static Call binaryCrossEntropyOfProbabilities(BinaryCrossEntropyOfProbabilities crossEntropy) {
    return Call.asIs(
        (tf, operands) -> {
          Operand<TFloat32> p = operands.get(0);
          Operand<TFloat32> t = operands.get(1);
          Operand<TFloat32> others = tf.math.sub(tf.constant(1f), t);
          return tf.math.neg(
              mean(tf, tf.math.add(tf.math.xlogy(t, p), tf.math.xlog1py(others, tf.math.neg(p)))));
        });
  }

  static Call meanSquaredError(MeanSquaredError squaredError) {
    return Call.asIs(
        (tf, operands) -> mean(tf, tf.math.squaredDifference(operands.get(0), operands.get(1))));
  }

  private static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> terms) {
    int[] axes = IntStream.range(0, terms.shape().numDimensions()).toArray();
    return tf.math.mean(terms, tf.array(axes));
  }
}
