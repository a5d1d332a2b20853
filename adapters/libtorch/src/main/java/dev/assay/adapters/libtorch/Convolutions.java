package dev.assay.adapters.libtorch;

import dev.assay.reference.op.Conv1d;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.ConvTranspose2d;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Convolutions of sequences, images and volumes, all by {@code at::convolution}, which {@code
 * conv1d}, {@code conv2d}, {@code conv3d} and {@code conv_transpose2d} call.
 */
final class Convolutions {
  private Convolutions() {}

  static Formula conv1d(Conv1d conv) {
    Surround pad = Axes.of(conv.pad());
    return convolution(
        pad, Axes.of(conv.stride()), Axes.of(conv.dilation()), conv.groups(), conv.bias());
  }

  static Formula conv2d(Conv2d conv) {
    Surround pad = Axes.of(conv.pad());
    return convolution(
        pad, Axes.of(conv.stride()), Axes.of(conv.dilation()), conv.groups(), conv.bias());
  }

  static Formula conv3d(Conv3d conv) {
    Surround pad = Axes.of(conv.pad());
    return convolution(
        pad, Axes.of(conv.stride()), Axes.of(conv.dilation()), conv.groups(), conv.bias());
  }

  /** Padding that differs between the sides is put around first. */
  private static Formula convolution(
      Surround pad, long[] stride, long[] dilation, int groups, boolean bias) {
    boolean asArgument = pad.isSymmetric();
    long[] padding = asArgument ? pad.before() : pad.none();
    return operands -> {
      Tensor x = operands.get(0);
      return torch.convolution(
          asArgument ? x : pad.around(x, 0),
          operands.get(1),
          bias(operands, bias),
          stride,
          padding,
          dilation,
          false,
          pad.none(),
          groups);
    };
  }

  /** Padding that differs between the sides is cut off the output afterwards. */
  static Formula convTranspose2d(ConvTranspose2d conv) {
    Surround pad = Axes.of(conv.pad());
    boolean asArgument = pad.isSymmetric();
    long[] padding = asArgument ? pad.before() : pad.none();
    long[] stride = Axes.of(conv.stride());
    long[] dilation = Axes.of(conv.dilation());
    long[] outputPad = Axes.of(conv.outputPad());
    return operands -> {
      Tensor y =
          torch.convolution(
              operands.get(0),
              operands.get(1),
              bias(operands, conv.bias()),
              stride,
              padding,
              dilation,
              true,
              outputPad,
              conv.groups());
      return asArgument ? y : Slices.cut(y, pad.before(), conv.outputShape());
    };
  }

  /** The third operand, if there is one. */
  static TensorOptional bias(List<Tensor> operands, boolean bias) {
    return bias ? new TensorOptional(operands.get(2)) : new TensorOptional();
  }
}
