package dev.assay.adapters.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import dev.assay.reference.op.AveragePool3d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.Extent3d;
import dev.assay.reference.op.MaxPool3d;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Padding3d;
import dev.assay.reference.op.Rounding;
import dev.assay.spi.UnsupportedProblemException;
import java.util.function.BiFunction;

/**
 * Convolutions and poolings of volumes by DJL's three-dimensional operations; padding as in {@link
 * Formulas}.
 */
final class Volumes {
  private static final Shape NO_PADDING = new Shape(0, 0, 0);

  private final Dialect dialect;

  Volumes(Dialect dialect) {
    this.dialect = dialect;
  }

  Formula conv3d(Conv3d conv) {
    Shape stride = shape(conv.stride());
    Shape dilation = shape(conv.dilation());
    boolean asArgument = conv.pad().isSymmetric();
    Shape padding = asArgument ? shape(conv.pad()) : NO_PADDING;
    return operands -> {
      NDArray x = operands.get(0);
      return ai.djl.nn.convolutional.Conv3d.conv3d(
              asArgument ? x : dialect.pad(x, conv.pad(), 0),
              operands.get(1),
              conv.bias() ? operands.get(2) : null,
              stride,
              padding,
              dilation,
              conv.groups())
          .singletonOrThrow();
    };
  }

  Formula maxPool3d(MaxPool3d pool) {
    if (pool.global()) {
      return operands -> Pool.globalMaxPool3d(operands.head());
    }
    Shape kernel = shape(pool.kernel());
    Shape stride = shape(pool.stride());
    boolean up = pool.rounding() == Rounding.UP;
    return pooling(
        pool,
        pool.kernel(),
        pool.pad(),
        Double.NEGATIVE_INFINITY,
        (x, padding) -> Pool.maxPool3d(x, kernel, stride, padding, up));
  }

  Formula averagePool3d(AveragePool3d pool) {
    if (pool.global()) {
      return operands -> Pool.globalAvgPool3d(operands.head());
    }
    if (!pool.countPad()
        && !dialect.poolingTakes(pool.kernel(), pool.pad(), pool.operands().get(0).shape())) {
      throw new UnsupportedProblemException(
          String.format(
              "no average pooling with kernel=%s pad=%s unless padding counts",
              pool.kernel(), pool.pad()));
    }
    Shape kernel = shape(pool.kernel());
    Shape stride = shape(pool.stride());
    boolean up = pool.rounding() == Rounding.UP;
    return pooling(
        pool,
        pool.kernel(),
        pool.pad(),
        0,
        (x, padding) -> Pool.avgPool3d(x, kernel, stride, padding, up, pool.countPad()));
  }

  /**
   * A pooling whose padding is an argument if it can be.
   *
   * @param window the pooling; its padding is still open
   */
  private Formula pooling(
      Operation pool,
      Extent3d kernel,
      Padding3d padding,
      double padValue,
      BiFunction<NDArray, Shape, NDArray> window) {
    dev.assay.reference.tensor.Shape output = pool.outputShape();
    if (dialect.poolingTakes(kernel, padding, pool.operands().get(0).shape())) {
      Shape argument = shape(padding);
      return operands -> crop(window.apply(operands.head(), argument), output);
    }
    return operands ->
        crop(window.apply(dialect.pad(operands.head(), padding, padValue), NO_PADDING), output);
  }

  /** Cuts off windows that start beyond the volume, which some engines add when they round up. */
  private static NDArray crop(NDArray y, dev.assay.reference.tensor.Shape output) {
    if (y.getShape().dimension() != output.rank()
        || y.getShape().equals(new Shape(output.toLongArray()))) {
      return y;
    }
    return y.get(
        new NDIndex()
            .addAllDim(2)
            .addSliceDim(0, output.dimension(2))
            .addSliceDim(0, output.dimension(3))
            .addSliceDim(0, output.dimension(4)));
  }

  private static Shape shape(Extent3d extent) {
    return new Shape(extent.d(), extent.h(), extent.w());
  }

  private static Shape shape(Padding3d symmetric) {
    return new Shape(symmetric.d().before(), symmetric.h().before(), symmetric.w().before());
  }
}
