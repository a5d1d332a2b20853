package dev.assay.adapters.tensorflow;

import dev.assay.reference.op.Add;
import dev.assay.reference.op.ArgMax;
import dev.assay.reference.op.Concat;
import dev.assay.reference.op.Flatten;
import dev.assay.reference.op.IdentityShortcut;
import dev.assay.reference.op.OneHot;
import dev.assay.reference.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What joins the layers of a network, and what encodes and decodes its labels. */
final class Structures {
  private Structures() {}

  static Call add(Add add) {
    return Call.asIs((tf, operands) -> tf.math.add(operands.get(0), operands.get(1)));
  }

  /** Images are joined as they lie in networks, channels last. */
  static Call concat(Concat concat) {
    Layout layout = Layout.inNetworks(concat.shape());
    int axis = layout.position(concat.axis());
    return new Call(
        (tf, operands) -> tf.concat(List.of(operands.get(0), operands.get(1)), tf.constant(axis)),
        List.of(layout, layout),
        layout);
  }

  /** Images lie with the channels last, and are flattened with the channels first. */
  static Call flatten(Flatten flatten) {
    Shape shape = flatten.shape();
    int[] flat = flatten.outputShape().toArray();
    if (!Layout.isImages(shape)) {
      return Call.asIs((tf, operands) -> tf.reshape(operands.get(0), tf.array(flat)));
    }
    boolean pixels = shape.dimension(2) * shape.dimension(3) == 1;
    return new Call(
        (tf, operands) -> {
          Operand<TFloat32> x = operands.get(0);
          return tf.reshape(
              pixels ? x : tf.linalg.transpose(x, tf.array(0, 3, 1, 2)), tf.array(flat));
        },
        List.of(Layout.IMAGES),
        Layout.AS_IS);
  }

  /** Every stride-th row and column, and channels of zeros. */
  static Call identityShortcut(IdentityShortcut shortcut) {
    int[] end = {shortcut.n(), shortcut.h(), shortcut.w(), shortcut.c()};
    int[] step = {1, shortcut.stride().h(), shortcut.stride().w(), 1};
    int[][] zeros = {{0, 0}, {0, 0}, {0, 0}, {shortcut.before(), shortcut.after()}};
    return Call.of(
        (tf, operands) -> {
          Operand<TFloat32> y =
              tf.stridedSlice(operands.get(0), tf.array(0, 0, 0, 0), tf.array(end), tf.array(step));
          return tf.pad(y, tf.constant(zeros), tf.constant(0f));
        },
        Layout.IMAGES);
  }

  static Call oneHot(OneHot oneHot) {
    return Call.asIs(
        (tf, operands) ->
            tf.oneHot(
                tf.dtypes.cast(operands.get(0), TInt32.class),
                tf.constant(oneHot.classes()),
                tf.constant(1f),
                tf.constant(0f)));
  }

  static Call argMax(ArgMax argMax) {
    return Call.asIs(
        (tf, operands) ->
            tf.dtypes.cast(
                tf.math.argMax(operands.get(0), tf.constant(argMax.axis()), TInt32.class),
                TFloat32.class));
  }

  /** The product of all sizes but the first and the last. */
  static int positions(Shape shape) {
    return IntStream.range(2, shape.rank()).map(shape::dimension).reduce(1, (a, b) -> a * b);
  }
}
