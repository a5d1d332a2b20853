package dev.assay.adapters.cudnn;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * A convolution as cuDNN is told of it. Where two are equal, so are the algorithms that cuDNN has
 * for them.
 *
 * @param x sizes of the input, with its border if it needs one
 * @param weights sizes of the weights
 * @param y sizes of the output
 * @param pads padding of both sides, axis by axis
 * @param strides distances between neighbouring windows
 * @param dilations distances between neighbouring taps
 * @param groups blocks of channels
 */
record ConvolutionShape(
    List<Integer> x,
    List<Integer> weights,
    List<Integer> y,
    List<Integer> pads,
    List<Integer> strides,
    List<Integer> dilations,
    int groups) {

  static ConvolutionShape of(int[] x, Shape weights, Shape y, Windows windows, int groups) {
    return new ConvolutionShape(
        list(x),
        list(weights.toArray()),
        list(y.toArray()),
        list(windows.pads()),
        list(windows.strides()),
        list(windows.dilations()),
        groups);
  }

  static Windows windows(Conv2d conv) {
    Shape x = conv.operands().get(0).shape();
    return Windows.overImages(
        x, conv.outputShape(), conv.kernel(), conv.stride(), conv.pad(), conv.dilation());
  }

  static Windows windows(Conv3d conv) {
    Shape x = conv.operands().get(0).shape();
    return Windows.overVolumes(
        x, conv.outputShape(), conv.kernel(), conv.stride(), conv.pad(), conv.dilation());
  }

  private static List<Integer> list(int[] sizes) {
    return Arrays.stream(sizes).boxed().toList();
  }

  static int[] array(List<Integer> sizes) {
    return sizes.stream().mapToInt(Integer::intValue).toArray();
  }
}
