package dev.assay.adapters.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import dev.assay.reference.op.AveragePool3d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.Extent3d;
import dev.assay.reference.op.MaxPool3d;
import dev.assay.reference.op.Padding3d;
import dev.assay.reference.op.Rounding;

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
    Pooling.Window window = (x, padding) -> Pool.maxPool3d(x, kernel, stride, padding, up);
    Extent3d volume = new Extent3d(pool.d(), pool.h(), pool.w());
    return dialect.poolingTakes(pool.kernel(), pool.pad(), volume)
        ? Pooling.withArgument(pool, window, shape(pool.pad()))
        : Pooling.padded(pool, window, x -> dialect.pad(x, pool.pad(), Double.NEGATIVE_INFINITY));
  }

  Formula averagePool3d(AveragePool3d pool) {
    if (pool.global()) {
      return operands -> Pool.globalAvgPool3d(operands.head());
    }
    Extent3d volume = new Extent3d(pool.d(), pool.h(), pool.w());
    if (!pool.countPad() && !dialect.poolingTakes(pool.kernel(), pool.pad(), volume)) {
      throw Pooling.countsPadding();
    }
    Shape kernel = shape(pool.kernel());
    Shape stride = shape(pool.stride());
    boolean up = pool.rounding() == Rounding.UP;
    Pooling.Window window =
        (x, padding) -> Pool.avgPool3d(x, kernel, stride, padding, up, pool.countPad());
    return dialect.poolingTakes(pool.kernel(), pool.pad(), volume)
        ? Pooling.withArgument(pool, window, shape(pool.pad()))
        : Pooling.padded(pool, window, x -> dialect.pad(x, pool.pad(), 0));
  }

  private static Shape shape(Extent3d extent) {
    return new Shape(extent.d(), extent.h(), extent.w());
  }

  private static Shape shape(Padding3d symmetric) {
    return new Shape(symmetric.d().before(), symmetric.h().before(), symmetric.w().before());
  }
}
