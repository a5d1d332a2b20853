package dev.assay.adapters.dl4j.samediff;

import dev.assay.adapters.dl4j.Frame;
import dev.assay.adapters.dl4j.Layout;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.MaxPool2d;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Pooling2D.Divisor;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;

/** Poolings by {@code maxPooling2d} and {@code avgPooling2d}; global ones are reductions. */
final class Poolings {
  /** The divisor as a number, by which an average's forward pass goes. */
  private static final int WITH_PADDING = 1;

  private Poolings() {}

  static SDVariable max(Graph graph, MaxPool2d pool, List<SDVariable> operands) {
    SDVariable x = operands.get(0);
    if (pool.global()) {
      return graph.samediff().max(x, true, graph.arrangement().plane());
    }
    Frame frame = Frame.of(pool);
    SDVariable bordered = graph.withBorder(x, frame.border(), Double.NEGATIVE_INFINITY);
    return graph
        .samediff()
        .cnn
        .maxPooling2d(
            bordered, config(graph, pool.kernel(), pool.stride(), frame, Divisor.EXCLUDE_PADDING));
  }

  static SDVariable average(Graph graph, AveragePool2d pool, List<SDVariable> operands) {
    SDVariable x = operands.get(0);
    if (pool.global()) {
      return graph.samediff().mean(x, true, graph.arrangement().plane());
    }
    Frame frame = dev.assay.adapters.dl4j.Poolings.frame(pool);
    SDVariable bordered = graph.withBorder(x, frame.border(), 0);
    Divisor divisor = pool.countPad() ? Divisor.INCLUDE_PADDING : Divisor.EXCLUDE_PADDING;
    return graph
        .samediff()
        .cnn
        .avgPooling2d(bordered, config(graph, pool.kernel(), pool.stride(), frame, divisor));
  }

  private static Pooling2DConfig config(
      Graph graph, Extent kernel, Extent stride, Frame frame, Divisor divisor) {
    return Pooling2DConfig.builder()
        .kH(kernel.h())
        .kW(kernel.w())
        .sH(stride.h())
        .sW(stride.w())
        .pH(frame.top())
        .pW(frame.left())
        .paddingMode(PaddingMode.fromNumber(frame.mode()))
        .divisor(divisor)
        .extra(divisor == Divisor.INCLUDE_PADDING ? WITH_PADDING : 0)
        .isNHWC(graph.layout() == Layout.NHWC)
        .build();
  }
}
