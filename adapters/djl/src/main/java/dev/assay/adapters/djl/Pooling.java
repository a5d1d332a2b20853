package dev.assay.adapters.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.assay.reference.op.Operation;
import dev.assay.spi.UnsupportedProblemException;
import java.util.function.UnaryOperator;

/** What poolings along one, two and three axes have in common. */
final class Pooling {
  private static final int BATCH_AND_CHANNELS = 2;

  private Pooling() {}

  /** A pooling whose padding is still open. */
  @FunctionalInterface
  interface Window {
    NDArray apply(NDArray x, Shape padding);
  }

  /** With padding that the engine takes as an argument. */
  static Formula withArgument(Operation pool, Window window, Shape padding) {
    return operands -> crop(window.apply(operands.head(), padding), pool.outputShape());
  }

  /** With padding that is put around first. */
  static Formula padded(Operation pool, Window window, UnaryOperator<NDArray> pad) {
    Shape none = new Shape(new long[pool.outputShape().rank() - BATCH_AND_CHANNELS]);
    return operands -> crop(window.apply(pad.apply(operands.head()), none), pool.outputShape());
  }

  /** Padding put around first would count. */
  static UnsupportedProblemException countsPadding() {
    return new UnsupportedProblemException(
        "no average that leaves out padding which the engine does not take as an argument");
  }

  /** Cuts off windows that start beyond the input, which some engines add when they round up. */
  private static NDArray crop(NDArray y, dev.assay.reference.tensor.Shape output) {
    if (y.getShape().equals(new Shape(output.toLongArray()))) {
      return y;
    }
    NDIndex inside = new NDIndex().addAllDim(BATCH_AND_CHANNELS);
    for (int axis = BATCH_AND_CHANNELS; axis < output.rank(); axis++) {
      inside.addSliceDim(0, output.dimension(axis));
    }
    return y.get(inside);
  }
}
