package dev.assay.adapters.tensorflow;

import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.AveragePool3d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Extent3d;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.MaxPool3d;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Padding3d;
import dev.assay.reference.op.Sides;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.types.TFloat32;

/**
 * Poolings of images and volumes.
 *
 * <p>TensorFlow has no global pooling: a maximum is that of a window as large as the image, an
 * average is the mean of its elements, as Keras takes it.
 */
final class Poolings {
  static final String MAX_POOL = "MaxPool";

  private static final Extent NOT_DILATED = new Extent(1, 1);
  private static final Extent3d NOT_DILATED_3D = new Extent3d(1, 1, 1);

  private Poolings() {}

  /** A pooling by TensorFlow's own operation, once the image has the padding it needs. */
  @FunctionalInterface
  private interface Pooling {
    Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x, Windows windows, String padding);
  }

  static Call maxPool2d(MaxPool2d pool) {
    return maximum(windows(pool), Poolings::maxPool);
  }

  /**
   * The operation that TensorFlow's Python takes. {@code tf.nn.maxPool} takes {@code MaxPoolV2},
   * which oneDNN has no part in: its gradient took ten times as long.
   */
  private static Operand<TFloat32> maxPool(
      Ops tf, Operand<TFloat32> x, Windows windows, String padding) {
    Scope scope = tf.scope();
    return scope
        .env()
        .opBuilder(MAX_POOL, scope.makeOpName(MAX_POOL), scope)
        .addInput(x.asOutput())
        .setAttr("ksize", longs(windows.kernel()))
        .setAttr("strides", longs(windows.strides()))
        .setAttr("padding", padding)
        .build()
        .output(0);
  }

  private static long[] longs(List<Long> numbers) {
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }

  static Call maxPool3d(MaxPool3d pool) {
    return maximum(
        windows(pool),
        (tf, x, windows, padding) ->
            tf.nn.maxPool3d(x, windows.kernel(), windows.strides(), padding));
  }

  static Call averagePool2d(AveragePool2d pool) {
    if (pool.global()) {
      return mean(2);
    }
    Padding pad = pool.pad();
    return average(
        windows(pool),
        pool.countPad(),
        List.of(new Sides(pad.top(), pad.bottom()), new Sides(pad.left(), pad.right())),
        (tf, x, windows, padding) ->
            tf.nn.avgPool(x, windows.kernel(), windows.strides(), padding));
  }

  static Call averagePool3d(AveragePool3d pool) {
    if (pool.global()) {
      return mean(3);
    }
    Padding3d pad = pool.pad();
    return average(
        windows(pool),
        pool.countPad(),
        List.of(pad.d(), pad.h(), pad.w()),
        (tf, x, windows, padding) ->
            tf.nn.avgPool3d(x, windows.kernel(), windows.strides(), padding));
  }

  /**
   * VALID, if that says it: where oneDNN is off, SAME has the windows of volumes in other places if
   * the stride is larger than the kernel.
   */
  private static String padding(Windows windows) {
    return windows.isValid() ? Windows.VALID : windows.padding();
  }

  /** Padding never wins. */
  private static Call maximum(Windows windows, Pooling pooling) {
    return call(
        windows,
        (tf, operands) ->
            pooling.apply(
                tf,
                windows.pad(tf, operands.get(0), Float.NEGATIVE_INFINITY),
                windows,
                padding(windows)));
  }

  /** Padding that counts is put around the image; of any other SAME leaves out its own. */
  private static Call average(Windows windows, boolean countPad, List<Sides> pad, Pooling pooling) {
    List<Sides> border = pad.stream().map(sides -> countPad ? sides : Sides.NONE).toList();
    Windows inside = countPad ? windows.inside(border) : windows;
    if (!inside.isSame() && !inside.isValid()) {
      throw new UnsupportedProblemException(
          "no average that leaves out padding, unless it is that of SAME");
    }
    return call(
        windows,
        (tf, operands) ->
            pooling.apply(
                tf, Windows.pad(tf, operands.get(0), border, 0), inside, padding(inside)));
  }

  private static Call mean(int axes) {
    int[] positions = axes == 2 ? new int[] {1, 2} : new int[] {1, 2, 3};
    Layout layout = Layout.channelsLast(axes + 2);
    return Call.of(
        (tf, operands) ->
            tf.math.mean(
                operands.get(0), tf.array(positions), org.tensorflow.op.math.Mean.keepDims(true)),
        layout);
  }

  private static Call call(Windows windows, Formula formula) {
    return Call.of(formula, Layout.channelsLast(windows.axes().size() + 2));
  }

  private static Windows windows(MaxPool2d pool) {
    return Windows.of(
        new Extent(pool.h(), pool.w()),
        pool.kernel(),
        pool.stride(),
        NOT_DILATED,
        pool.pad(),
        pool.outputShape());
  }

  private static Windows windows(AveragePool2d pool) {
    return Windows.of(
        new Extent(pool.h(), pool.w()),
        pool.kernel(),
        pool.stride(),
        NOT_DILATED,
        pool.pad(),
        pool.outputShape());
  }

  static Windows windows(MaxPool3d pool) {
    return Windows.of(
        new Extent3d(pool.d(), pool.h(), pool.w()),
        pool.kernel(),
        pool.stride(),
        NOT_DILATED_3D,
        pool.pad(),
        pool.outputShape());
  }

  static Windows windows(AveragePool3d pool) {
    return Windows.of(
        new Extent3d(pool.d(), pool.h(), pool.w()),
        pool.kernel(),
        pool.stride(),
        NOT_DILATED_3D,
        pool.pad(),
        pool.outputShape());
  }
}
