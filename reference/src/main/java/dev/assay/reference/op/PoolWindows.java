package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;
import java.util.function.IntConsumer;

/** The windows of a pooling along any number of axes: which elements each output looks at. */
interface PoolWindows {

  Shape inputShape();

  Shape outputShape();

  /** Elements of a whole window. */
  int kernelSize();

  /** The most windows that look at one element. */
  int windowsPerElement();

  /** The row-major positions of the elements in an output's window, in their order. */
  int[] window(int output);

  /** Elements of an output's window inside the padded input. */
  int paddedSize(int output);

  /** Visits the row-major position of every output whose window looks at an input element. */
  void forEachOutputOf(int input, IntConsumer visitor);
}
