package dev.assay.adapters.tensorflow;

import dev.assay.reference.op.Sides;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The windows of images or volumes, and the padding by which TensorFlow is told of them. It has a
 * padding SAME and none (VALID); any other is put around the image first, as Keras does. (Its
 * EXPLICIT padding has no gradient of groups or dilations, and none by oneDNN.)
 *
 * @param axes height and width, or depth, height and width
 */
record Windows(List<Window> axes) {
  static final String SAME = "SAME";
  static final String VALID = "VALID";

  Windows {
    axes = List.copyOf(axes);
  }

  /** What to tell TensorFlow once {@link #pad} has done its part. */
  String padding() {
    return isSame() ? SAME : VALID;
  }

  /** Whether SAME says it. */
  boolean isSame() {
    return axes.stream().allMatch(Window::isSame);
  }

  /** Whether VALID says it. */
  boolean isValid() {
    return axes.stream().allMatch(Window::isValid);
  }

  /** The padding that SAME and VALID do not say, on both sides of each axis. */
  List<Sides> border() {
    return axes.stream()
        .map(axis -> isSame() ? Sides.NONE : new Sides(axis.before(), axis.after()))
        .toList();
  }

  /** Puts that border around images (NHWC) or volumes (NDHWC). */
  Operand<TFloat32> pad(Ops tf, Operand<TFloat32> x, float value) {
    return pad(tf, x, border(), value);
  }

  /** Puts a border around images (NHWC) or volumes (NDHWC). */
  static Operand<TFloat32> pad(Ops tf, Operand<TFloat32> x, List<Sides> border, float value) {
    if (border.stream().allMatch(Sides.NONE::equals)) {
      return x;
    }
    int[][] widths = new int[border.size() + 2][2];
    for (int i = 0; i < border.size(); i++) {
      widths[i + 1] = new int[] {border.get(i).before(), border.get(i).after()};
    }
    return tf.pad(x, tf.constant(widths), tf.constant(value));
  }

  /** Cuts that border off again. */
  Operand<TFloat32> crop(Ops tf, Operand<TFloat32> padded, int n, int channels) {
    List<Sides> border = border();
    if (border.stream().allMatch(Sides.NONE::equals)) {
      return padded;
    }
    int[] begin = new int[border.size() + 2];
    for (int i = 0; i < border.size(); i++) {
      begin[i + 1] = border.get(i).before();
    }
    return tf.slice(
        padded,
        tf.array(begin),
        tf.array(shape(Collections.nCopies(axes.size(), Sides.NONE), n, channels)));
  }

  /** The shape of images or volumes with that border. */
  int[] padded(int n, int channels) {
    return shape(border(), n, channels);
  }

  private int[] shape(List<Sides> border, int n, int channels) {
    int[] shape = new int[axes.size() + 2];
    shape[0] = n;
    for (int i = 0; i < axes.size(); i++) {
      shape[i + 1] = axes.get(i).image() + border.get(i).before() + border.get(i).after();
    }
    shape[axes.size() + 1] = channels;
    return shape;
  }

  List<Long> strides() {
    return attribute(Window::stride);
  }

  List<Long> dilations() {
    return attribute(Window::dilation);
  }

  List<Long> kernel() {
    return attribute(Window::kernel);
  }

  /** For all axes of an image or volume: 1 for examples and channels. */
  private List<Long> attribute(ToIntFunction<Window> ofAxis) {
    LongStream spatial = axes.stream().mapToInt(ofAxis).asLongStream();
    return LongStream.concat(LongStream.concat(LongStream.of(1), spatial), LongStream.of(1))
        .boxed()
        .toList();
  }

  /** The same windows when padding has become part of the image. */
  Windows inside(List<Sides> padding) {
    return new Windows(
        IntStream.range(0, axes.size()).mapToObj(i -> axes.get(i).inside(padding.get(i))).toList());
  }
}
