package dev.assay.adapters.tensorflow;

import dev.assay.reference.op.Dropout;
import dev.assay.reference.op.LeakyRelu;
import dev.assay.reference.op.LogSoftmax;
import dev.assay.reference.op.RandomizedLeakyRelu;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.op.Tanh;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Activations, softmax and dropout. */
final class Activations {
  private Activations() {}

  static Call relu(Relu relu) {
    return Call.asIs((tf, operands) -> tf.nn.relu(operands.get(0)));
  }

  static Call leakyRelu(LeakyRelu relu) {
    float slope = (float) relu.slope();
    return Call.asIs(
        (tf, operands) ->
            tf.nn.leakyRelu(operands.get(0), org.tensorflow.op.nn.LeakyRelu.alpha(slope)));
  }

  /** TensorFlow's leaky ReLU has one slope for all elements. */
  static Call randomizedLeakyRelu(RandomizedLeakyRelu relu) {
    return Call.asIs(
        (tf, operands) -> {
          Operand<TFloat32> x = operands.get(0);
          return tf.select(tf.math.greater(x, tf.constant(0f)), x, tf.math.mul(operands.get(1), x));
        });
  }

  static Call sigmoid(Sigmoid sigmoid) {
    return Call.asIs((tf, operands) -> tf.math.sigmoid(operands.get(0)));
  }

  static Call tanh(Tanh tanh) {
    return Call.asIs((tf, operands) -> tf.math.tanh(operands.get(0)));
  }

  /** Softmax is along the last axis. */
  static Call softmax(Softmax softmax) {
    return Call.of(
        (tf, operands) -> tf.nn.softmax(scaled(tf, operands.get(0), softmax.beta())),
        Layout.last(softmax.axis(), softmax.shape().rank()));
  }

  /**
   * Along the last axis, too, of a matrix: the gradient that TensorFlow's library derives sums up
   * along axis 1, whichever that is.
   */
  static Call logSoftmax(LogSoftmax softmax) {
    Layout layout = Layout.last(softmax.axis(), softmax.shape().rank());
    int[] matrix = {-1, softmax.shape().dimension(softmax.axis())};
    return Call.of(
        (tf, operands) ->
            tf.reshape(
                tf.nn.logSoftmax(
                    tf.reshape(scaled(tf, operands.get(0), softmax.beta()), tf.array(matrix))),
                tf.constant(layout.shape(softmax.shape()))),
        layout);
  }

  /** TensorFlow's own dropout draws its mask; with a given one it is two products. */
  static Call dropout(Dropout dropout) {
    double scale = 1 / (1 - dropout.rate());
    return Call.asIs(
        (tf, operands) -> scaled(tf, tf.math.mul(operands.get(0), operands.get(1)), scale));
  }

  private static Operand<TFloat32> scaled(Ops tf, Operand<TFloat32> x, double factor) {
    return factor == 1 ? x : tf.math.mul(x, tf.constant((float) factor));
  }
}
