package dev.assay.adapters.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import dev.assay.reference.op.AveragePool1d;
import dev.assay.reference.op.Conv1d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.MaxPool1d;
import dev.assay.reference.op.OneDimensional;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Rounding;
import dev.assay.reference.op.Sides;

/**
 * Convolutions and poolings of sequences by DJL's one-dimensional operations.
 *
 * <p>Padding that these do not take as an argument is put around the sequence as around an image of
 * height 1, because MXNet's padding operation knows no sequences.
 */
final class Sequences {
  private static final Shape NO_PADDING = new Shape(0);
  private static final int HEIGHT = 2;

  private final Dialect dialect;

  Sequences(Dialect dialect) {
    this.dialect = dialect;
  }

  Formula conv1d(Conv1d conv) {
    Shape stride = new Shape(conv.stride());
    Shape dilation = new Shape(conv.dilation());
    boolean asArgument = conv.pad().isSymmetric();
    Shape padding = asArgument ? new Shape(conv.pad().before()) : NO_PADDING;
    return operands -> {
      NDArray x = operands.get(0);
      return ai.djl.nn.convolutional.Conv1d.conv1d(
              asArgument ? x : pad(x, conv.pad(), 0),
              operands.get(1),
              conv.bias() ? operands.get(2) : null,
              stride,
              padding,
              dilation,
              conv.groups())
          .singletonOrThrow();
    };
  }

  Formula maxPool1d(MaxPool1d pool) {
    if (pool.global()) {
      return operands -> Pool.globalMaxPool1d(operands.head());
    }
    Shape kernel = new Shape(pool.kernel());
    Shape stride = new Shape(pool.stride());
    boolean up = pool.rounding() == Rounding.UP;
    Pooling.Window window = (x, padding) -> Pool.maxPool1d(x, kernel, stride, padding, up);
    return pooling(pool, window, pool.kernel(), pool.pad(), Double.NEGATIVE_INFINITY);
  }

  Formula averagePool1d(AveragePool1d pool) {
    if (pool.global()) {
      return operands -> Pool.globalAvgPool1d(operands.head());
    }
    if (!pool.countPad() && !takes(pool.kernel(), pool.pad())) {
      throw Pooling.countsPadding();
    }
    Shape kernel = new Shape(pool.kernel());
    Shape stride = new Shape(pool.stride());
    boolean up = pool.rounding() == Rounding.UP;
    Pooling.Window window =
        (x, padding) -> Pool.avgPool1d(x, kernel, stride, padding, up, pool.countPad());
    return pooling(pool, window, pool.kernel(), pool.pad(), 0);
  }

  private Formula pooling(
      OneDimensional pool, Pooling.Window window, int kernel, Sides padding, double padValue) {
    return takes(kernel, padding)
        ? Pooling.withArgument(pool, window, new Shape(padding.before()))
        : Pooling.padded(pool, window, x -> pad(x, padding, padValue));
  }

  private boolean takes(int kernel, Sides padding) {
    return dialect.poolingTakes(new Extent(1, kernel), ofHeightOne(padding));
  }

  private NDArray pad(NDArray x, Sides padding, double value) {
    return dialect.pad(x.expandDims(HEIGHT), ofHeightOne(padding), value).squeeze(HEIGHT);
  }

  private static Padding ofHeightOne(Sides padding) {
    return new Padding(0, 0, padding.before(), padding.after());
  }
}
