package dev.assay.adapters.dl4j.layers;

import static org.deeplearning4j.nn.params.ConvolutionParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.ConvolutionParamInitializer.WEIGHT_KEY;

import dev.assay.reference.op.Conv1d;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Extent3d;
import dev.assay.reference.op.LocallyConnected2d;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.LocallyConnected2D;
import org.nd4j.linalg.activations.Activation;

/**
 * Convolutions by Deeplearning4j's layers, NCHW. Deeplearning4j pads both sides alike, or as its
 * mode Same says; users who need other padding put a layer of zeros before.
 */
final class ConvolutionLayers {
  private ConvolutionLayers() {}

  static Execution conv2d(Conv2d conv, Problem problem, List<Tensor> inputs) {
    Windows windows =
        Windows.of(
            new Extent(conv.h(), conv.w()),
            conv.kernel(),
            conv.dilation(),
            conv.stride(),
            conv.pad(),
            conv.outputShape());
    int[] kernel = {conv.kernel().h(), conv.kernel().w()};
    int[] stride = {conv.stride().h(), conv.stride().w()};
    int[] dilation = {conv.dilation().h(), conv.dilation().w()};
    if (conv.groups() == 1) {
      return new Channels(conv.c(), conv.k(), conv.bias())
          .execution(
              new ConvolutionLayer.Builder(kernel, stride, windows.padding())
                  .convolutionMode(windows.mode())
                  .dilation(dilation),
              problem,
              inputs,
              Parameter.alike(WEIGHT_KEY, 1));
    }
    if (conv.groups() != conv.c()) {
      throw new UnsupportedProblemException("no grouped convolution other than depthwise");
    }
    int multiplier = conv.k() / conv.c();
    Shape split = Shape.of(conv.c(), multiplier, kernel[0], kernel[1]);
    return new Channels(conv.c(), conv.k(), conv.bias())
        .execution(
            new DepthwiseConvolution2D.Builder(kernel, stride, windows.padding())
                .depthMultiplier(multiplier)
                .convolutionMode(windows.mode())
                .dilation(dilation),
            problem,
            inputs,
            Parameter.reordered(WEIGHT_KEY, 1, split, 2, 3, 0, 1));
  }

  /**
   * What is said of every kind of convolution alike.
   *
   * @param c input channels
   * @param k output channels
   */
  private record Channels(int c, int k, boolean bias) {
    Execution execution(
        ConvolutionLayer.BaseConvBuilder<?> builder,
        Problem problem,
        List<Tensor> inputs,
        Parameter weights) {
      builder.nIn(c);
      builder.nOut(k);
      builder.hasBias(bias);
      builder.activation(Activation.IDENTITY);
      ConvolutionLayer layer = builder.build();
      return bias
          ? LayerExecution.of(layer, problem, inputs, weights, Parameter.alike(BIAS_KEY, 2))
          : LayerExecution.of(layer, problem, inputs, weights);
    }
  }

  /**
   * The layer's weights lie as [kernel, C, K], though it gives their shape as [K, C, kernel, 1].
   */
  static Execution conv1d(Conv1d conv, Problem problem, List<Tensor> inputs) {
    if (conv.groups() > 1) {
      throw new UnsupportedProblemException("no grouped convolution of sequences");
    }
    Windows windows =
        Windows.of(
            conv.l(),
            conv.kernel(),
            conv.dilation(),
            conv.stride(),
            conv.pad(),
            conv.outputShape());
    Convolution1DLayer.Builder builder =
        new Convolution1DLayer.Builder(conv.kernel(), conv.stride(), windows.padding()[1])
            .convolutionMode(windows.mode());
    builder.setDilation(conv.dilation());
    Shape split = Shape.of(conv.k(), conv.c(), conv.kernel());
    Parameter weights = Parameter.reordered(WEIGHT_KEY, 1, split, 2, 1, 0);
    return new Channels(conv.c(), conv.k(), conv.bias())
        .execution(builder, problem, inputs, weights);
  }

  static Execution conv3d(Conv3d conv, Problem problem, List<Tensor> inputs) {
    if (conv.groups() > 1) {
      throw new UnsupportedProblemException("no grouped convolution of volumes");
    }
    Windows windows =
        Windows.of(
            new Extent3d(conv.d(), conv.h(), conv.w()),
            conv.kernel(),
            conv.dilation(),
            conv.stride(),
            conv.pad(),
            conv.outputShape());
    return new Channels(conv.c(), conv.k(), conv.bias())
        .execution(
            new Convolution3D.Builder(array(conv.kernel()), array(conv.stride()), windows.padding())
                .dilation(array(conv.dilation()))
                .convolutionMode(windows.mode())
                .dataFormat(Convolution3D.DataFormat.NCDHW),
            problem,
            inputs,
            Parameter.alike(WEIGHT_KEY, 1));
  }

  static int[] array(Extent3d extent) {
    return new int[] {extent.d(), extent.h(), extent.w()};
  }

  static Execution convTranspose2d(ConvTranspose2d conv, Problem problem, List<Tensor> inputs) {
    if (conv.groups() > 1) {
      throw new UnsupportedProblemException("no grouped transposed convolution");
    }
    if (!conv.pad().isSymmetric() || conv.outputPad().h() > 0 || conv.outputPad().w() > 0) {
      throw new UnsupportedProblemException("no padding that differs between the sides");
    }
    return new Channels(conv.c(), conv.k(), conv.bias())
        .execution(
            new Deconvolution2D.Builder(
                    new int[] {conv.kernel().h(), conv.kernel().w()},
                    new int[] {conv.stride().h(), conv.stride().w()},
                    new int[] {conv.pad().top(), conv.pad().left()})
                .convolutionMode(ConvolutionMode.Truncate)
                .dilation(conv.dilation().h(), conv.dilation().w()),
            problem,
            inputs,
            Parameter.alike(WEIGHT_KEY, 1));
  }

  /** Its weights are [places, C·kernel, K], its bias is one per channel. */
  static Execution locallyConnected2d(
      LocallyConnected2d conv, Problem problem, List<Tensor> inputs) {
    if (conv.bias()) {
      throw new UnsupportedProblemException("one bias per channel, not one per place");
    }
    Windows windows =
        Windows.of(
            new Extent(conv.h(), conv.w()),
            conv.kernel(),
            new Extent(1, 1),
            conv.stride(),
            conv.pad(),
            conv.outputShape());
    LocallyConnected2D layer =
        new LocallyConnected2D.Builder()
            .kernelSize(conv.kernel().h(), conv.kernel().w())
            .stride(conv.stride().h(), conv.stride().w())
            .padding(windows.padding())
            .convolutionMode(windows.mode())
            .setInputSize(conv.h(), conv.w())
            .nIn(conv.c())
            .nOut(conv.k())
            .hasBias(false)
            .activation(Activation.IDENTITY)
            .build();
    layer.computeOutputSize();
    int places = conv.outputShape().dimension(2) * conv.outputShape().dimension(3);
    Shape split = Shape.of(places, conv.k(), conv.c() * conv.kernel().h() * conv.kernel().w());
    return LayerExecution.of(
        layer, problem, inputs, Parameter.reordered(WEIGHT_KEY, 1, split, 0, 2, 1));
  }
}
