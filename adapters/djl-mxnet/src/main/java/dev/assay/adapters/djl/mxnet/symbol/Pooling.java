package dev.assay.adapters.djl.mxnet.symbol;

import ai.djl.mxnet.engine.MxOpParams;
import dev.assay.adapters.djl.mxnet.Attributes;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Rounding;
import dev.assay.reference.tensor.Shape;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;

/**
 * A pooling of images as nodes of a graph.
 *
 * <p>Padding that differs between the sides is put around first: −∞ for maxima, zeros for averages
 * that count it. Windows beyond the image, which MXNet adds when it rounds up, are cut off.
 *
 * @param y shape of the output
 */
record Pooling(
    Extent image, Extent kernel, Extent stride, Padding pad, Rounding rounding, Shape y) {
  private static final String OPERATOR = "Pooling";

  static int max(Graph graph, MaxPool2d pool, List<Integer> x) {
    MxOpParams attributes = new MxOpParams();
    attributes.add("pool_type", "max");
    if (pool.global()) {
      return global(graph, attributes, pool.kernel(), x);
    }
    Extent image = new Extent(pool.h(), pool.w());
    return new Pooling(
            image, pool.kernel(), pool.stride(), pool.pad(), pool.rounding(), pool.outputShape())
        .add(graph, attributes, Double.NEGATIVE_INFINITY, x);
  }

  static int average(Graph graph, AveragePool2d pool, List<Integer> x) {
    MxOpParams attributes = new MxOpParams();
    attributes.add("pool_type", "avg");
    if (pool.global()) {
      return global(graph, attributes, pool.kernel(), x);
    }
    if (!pool.countPad() && !pool.pad().isSymmetric()) {
      throw new UnsupportedProblemException(
          "no average that leaves out padding which differs between the sides");
    }
    attributes.addParam("count_include_pad", pool.countPad());
    Extent image = new Extent(pool.h(), pool.w());
    return new Pooling(
            image, pool.kernel(), pool.stride(), pool.pad(), pool.rounding(), pool.outputShape())
        .add(graph, attributes, 0, x);
  }

  private static int global(Graph graph, MxOpParams attributes, Extent kernel, List<Integer> x) {
    attributes.addParam("kernel", Operators.shape(kernel));
    attributes.addParam("global_pool", true);
    return graph.node(OPERATOR, attributes, x);
  }

  private int add(Graph graph, MxOpParams attributes, double border, List<Integer> x) {
    boolean asArgument = pad.isSymmetric();
    boolean up = rounding == Rounding.UP;
    attributes.addParam("kernel", Operators.shape(kernel));
    attributes.addParam("stride", Operators.shape(stride));
    attributes.addParam("pad", Operators.shape(asArgument ? pad : Padding.NONE));
    attributes.add("pooling_convention", up ? "full" : "valid");
    List<Integer> padded =
        asArgument ? x : List.of(graph.node("Pad", Attributes.pad(pad, border), x));
    int pooled = graph.node(OPERATOR, attributes, padded);
    return up && reachesBeyond() ? cut(graph, pooled) : pooled;
  }

  /** Whether the last window that is wanted is not the last one of the padded image. */
  private boolean reachesBeyond() {
    int height = pad.top() + image.h() + pad.bottom();
    int width = pad.left() + image.w() + pad.right();
    return (y.dimension(2) - 1) * stride.h() + kernel.h() < height
        || (y.dimension(3) - 1) * stride.w() + kernel.w() < width;
  }

  private int cut(Graph graph, int pooled) {
    MxOpParams attributes = new MxOpParams();
    attributes.addTupleParam("begin", new int[y.rank()]);
    attributes.addTupleParam("end", y.toArray());
    return graph.node("slice", attributes, List.of(pooled));
  }
}
