package dev.assay.adapters.dl4j.samediff;

import dev.assay.adapters.dl4j.Frame;
import dev.assay.reference.op.Conv2d;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;

/** Convolutions by {@code conv2d} and {@code depthWiseConv2d}. */
final class Convolutions {
  private Convolutions() {}

  /**
   * Refuses what cannot be said.
   *
   * @throws UnsupportedProblemException if there are groups of several channels
   */
  static void check(Conv2d conv) {
    if (conv.groups() > 1 && conv.groups() < conv.c()) {
      throw new UnsupportedProblemException("no grouped convolution other than depthwise");
    }
  }

  static SDVariable conv2d(Graph graph, Conv2d conv, List<SDVariable> operands) {
    boolean depthwise = conv.groups() > 1;
    Frame frame = Frame.of(conv);
    Conv2DConfig config =
        Conv2DConfig.builder()
            .kH(conv.kernel().h())
            .kW(conv.kernel().w())
            .sH(conv.stride().h())
            .sW(conv.stride().w())
            .pH(frame.top())
            .pW(frame.left())
            .dH(conv.dilation().h())
            .dW(conv.dilation().w())
            .paddingMode(PaddingMode.fromNumber(frame.mode()))
            .dataFormat(graph.layout().name())
            .build();
    SameDiff samediff = graph.samediff();
    SDVariable x = graph.withBorder(operands.get(0), frame.border(), 0);
    SDVariable weights = operands.get(1);
    if (depthwise) {
      return conv.bias()
          ? samediff.cnn.depthWiseConv2d(x, weights, operands.get(2), config)
          : samediff.cnn.depthWiseConv2d(x, weights, config);
    }
    return conv.bias()
        ? samediff.cnn.conv2d(x, weights, operands.get(2), config)
        : samediff.cnn.conv2d(x, weights, config);
  }
}
