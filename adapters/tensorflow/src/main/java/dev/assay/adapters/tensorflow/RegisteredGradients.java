package dev.assay.adapters.tensorflow;

import java.util.List;
import java.util.stream.LongStream;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.TensorFlow;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Xlog1py;
import org.tensorflow.op.math.Xlogy;
import org.tensorflow.op.nn.Conv3d;
import org.tensorflow.op.nn.Conv3dBackpropFilter;
import org.tensorflow.op.nn.Conv3dBackpropInput;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Gradients that TensorFlow has in Python but not in its library, made of the operations that
 * Python makes them of.
 */
final class RegisteredGradients {
  private RegisteredGradients() {}

  /** Tells TensorFlow of them, for as long as the process lasts. */
  static void register() {
    TensorFlow.registerCustomGradient(Conv3d.OP_NAME, RegisteredGradients::conv3d);
    TensorFlow.registerCustomGradient(
        Xlogy.OP_NAME,
        (tf, xlogy, gradients) -> {
          Operand<TFloat32> y = input(xlogy, 1);
          return product(tf, xlogy, gradients, tf.math.xlogy(nonZero(tf, xlogy), y), y);
        });
    TensorFlow.registerCustomGradient(
        Xlog1py.OP_NAME,
        (tf, xlog1py, gradients) -> {
          Operand<TFloat32> y = input(xlog1py, 1);
          return product(
              tf,
              xlog1py,
              gradients,
              tf.math.xlog1py(nonZero(tf, xlog1py), y),
              tf.math.add(y, tf.constant(1f)));
        });
  }

  private static List<Operand<?>> conv3d(Ops tf, GraphOperation conv, List<Output<?>> gradients) {
    Operand<TFloat32> x = input(conv, 0);
    Operand<TFloat32> weights = input(conv, 1);
    Operand<TFloat32> gradient = gradients.get(0).expect(TFloat32.class);
    List<Long> strides = numbers(conv, "strides");
    List<Long> dilations = numbers(conv, "dilations");
    String padding = conv.attributes().getAttrString("padding");
    return List.of(
        tf.nn.conv3dBackpropInput(
            tf.shape(x),
            weights,
            gradient,
            strides,
            padding,
            Conv3dBackpropInput.dilations(dilations)),
        tf.nn.conv3dBackpropFilter(
            x,
            tf.shape(weights, TInt32.class),
            gradient,
            strides,
            padding,
            Conv3dBackpropFilter.dilations(dilations)));
  }

  /**
   * Of x·log y, or of x·log(1 + y).
   *
   * @param byX the derivative by x
   * @param inside what the logarithm is of
   */
  private static List<Operand<?>> product(
      Ops tf,
      GraphOperation operation,
      List<Output<?>> gradients,
      Operand<TFloat32> byX,
      Operand<TFloat32> inside) {
    Operand<TFloat32> gradient = gradients.get(0).expect(TFloat32.class);
    Operand<TFloat32> byY = tf.math.xdivy(input(operation, 0), inside);
    return List.of(tf.math.mul(byX, gradient), tf.math.mul(byY, gradient));
  }

  private static Operand<TFloat32> nonZero(Ops tf, GraphOperation operation) {
    return tf.dtypes.cast(tf.math.notEqual(input(operation, 0), tf.constant(0f)), TFloat32.class);
  }

  private static Operand<TFloat32> input(GraphOperation operation, int position) {
    return operation.input(position).expect(TFloat32.class);
  }

  private static List<Long> numbers(GraphOperation operation, String attribute) {
    return LongStream.of(operation.attributes().getAttrIntList(attribute)).boxed().toList();
  }
}
