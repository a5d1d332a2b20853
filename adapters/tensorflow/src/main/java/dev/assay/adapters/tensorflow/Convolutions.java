package dev.assay.adapters.tensorflow;

import dev.assay.reference.op.Contraction;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Extent3d;
import dev.assay.reference.op.Linear;
import dev.assay.reference.tensor.Shape;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;
import org.tensorflow.op.nn.Conv2dBackpropInput;

/** Convolutions and matrix products. */
final class Convolutions {
  private static final Extent NOT_DILATED = new Extent(1, 1);
  private static final int X = 0;
  private static final int WEIGHTS = 1;
  private static final int BIAS = 2;

  private Convolutions() {}

  static Call conv2d(Conv2d conv) {
    Windows windows = windows(conv);
    Call call =
        call(
            conv,
            (tf, operands) ->
                tf.nn.conv2d(
                    windows.pad(tf, operands.get(X), 0),
                    operands.get(WEIGHTS),
                    windows.strides(),
                    windows.padding(),
                    org.tensorflow.op.nn.Conv2d.dilations(windows.dilations())));
    return conv.dilation().equals(NOT_DILATED)
        ? call
        : call.with(new DilatedGradients(conv, windows));
  }

  static Windows windows(Conv2d conv) {
    return Windows.of(
        new Extent(conv.h(), conv.w()),
        conv.kernel(),
        conv.stride(),
        conv.dilation(),
        conv.pad(),
        conv.outputShape());
  }

  static Call conv3d(Conv3d conv) {
    if (conv.groups() > 1) {
      throw new UnsupportedProblemException("no grouped convolution of volumes");
    }
    Windows windows = windows(conv);
    return call(
        conv,
        (tf, operands) ->
            tf.nn.conv3d(
                windows.pad(tf, operands.get(X), 0),
                operands.get(WEIGHTS),
                windows.strides(),
                windows.padding(),
                org.tensorflow.op.nn.Conv3d.dilations(windows.dilations())));
  }

  static Windows windows(Conv3d conv) {
    return Windows.of(
        new Extent3d(conv.d(), conv.h(), conv.w()),
        conv.kernel(),
        conv.stride(),
        conv.dilation(),
        conv.pad(),
        conv.outputShape());
  }

  /**
   * The data's gradient of a convolution, used as a layer: the windows are those of that
   * convolution, in the output. Padding that SAME does not say is cut off afterwards.
   */
  static Call convTranspose2d(ConvTranspose2d conv) {
    Windows windows = windows(conv);
    return call(
        conv,
        (tf, operands) ->
            windows.crop(
                tf,
                tf.nn.conv2dBackpropInput(
                    tf.array(windows.padded(conv.n(), conv.k())),
                    operands.get(WEIGHTS),
                    operands.get(X),
                    windows.strides(),
                    windows.padding(),
                    Conv2dBackpropInput.dilations(windows.dilations())),
                conv.n(),
                conv.k()));
  }

  /** Those of the convolution whose data's gradient it is. */
  static Windows windows(ConvTranspose2d conv) {
    Shape output = conv.outputShape();
    return Windows.of(
        new Extent(output.dimension(2), output.dimension(3)),
        conv.kernel(),
        conv.stride(),
        conv.dilation(),
        conv.pad(),
        conv.operands().get(X).shape());
  }

  private static Call call(Contraction conv, Formula product) {
    int rank = conv.outputShape().rank();
    Layout data = Layout.channelsLast(rank);
    return new Call(biased(conv, product), List.of(data, Layout.ofKernel(rank)), data);
  }

  /** By weights that lie as Keras keeps them, [inputs, outputs]. */
  static Call linear(Linear linear) {
    return new Call(
        biased(linear, (tf, operands) -> tf.linalg.matMul(operands.get(X), operands.get(WEIGHTS))),
        List.of(Layout.AS_IS, Layout.ofKernel(2)),
        Layout.AS_IS);
  }

  private static Formula biased(Contraction contraction, Formula product) {
    return contraction.bias()
        ? (tf, operands) -> tf.nn.biasAdd(product.apply(tf, operands), operands.get(BIAS))
        : product;
  }
}
