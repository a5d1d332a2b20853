package dev.assay.adapters.tensorflow;

import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Extent3d;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Padding3d;
import dev.assay.reference.op.Sides;
import dev.assay.reference.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
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

  /**
   * Those of images.
   *
   * @param perWindow has an element for each window in every plane, NCHW
   */
  static Windows of(
      Extent image, Extent kernel, Extent stride, Extent dilation, Padding pad, Shape perWindow) {
    return new Windows(
        List.of(
            new Window(
                image.h(), kernel.h(), stride.h(), dilation.h(), pad.top(), perWindow.dimension(2)),
            new Window(
                image.w(),
                kernel.w(),
                stride.w(),
                dilation.w(),
                pad.left(),
                perWindow.dimension(3))));
  }

  /**
   * Those of volumes.
   *
   * @param perWindow has an element for each window in every plane, NCDHW
   */
  static Windows of(
      Extent3d volume,
      Extent3d kernel,
      Extent3d stride,
      Extent3d dilation,
      Padding3d pad,
      Shape perWindow) {
    Window slices =
        new Window(
            volume.d(),
            kernel.d(),
            stride.d(),
            dilation.d(),
            pad.d().before(),
            perWindow.dimension(2));
    Shape plane = Shape.of(1, 1, perWindow.dimension(3), perWindow.dimension(4));
    List<Window> axes = new ArrayList<>(List.of(slices));
    axes.addAll(
        of(volume.plane(), kernel.plane(), stride.plane(), dilation.plane(), pad.plane(), plane)
            .axes());
    return new Windows(axes);
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

  /**
   * Cuts that border off again. The gradient of this is no {@code Pad}, which TensorFlow would hand
   * over to oneDNN together with a convolution behind it: that ends the process where all windows
   * of an axis miss the image.
   */
  Operand<TFloat32> crop(Ops tf, Operand<TFloat32> padded, int n, int channels) {
    List<Sides> border = border();
    if (border.stream().allMatch(Sides.NONE::equals)) {
      return padded;
    }
    int[] begin = new int[axes.size() + 2];
    int[] end = shape(Collections.nCopies(axes.size(), Sides.NONE), n, channels);
    int[] step = new int[axes.size() + 2];
    Arrays.fill(step, 1);
    for (int i = 0; i < axes.size(); i++) {
      begin[i + 1] = border.get(i).before();
      end[i + 1] += border.get(i).before();
    }
    return tf.stridedSlice(padded, tf.array(begin), tf.array(end), tf.array(step));
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
