package dev.assay.adapters.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Extent3d;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Padding3d;
import dev.assay.spi.UnsupportedProblemException;
import java.util.function.Supplier;

/** Where DJL's engines differ. */
public interface Dialect {

  /** Returns when the device has finished everything asked of it. */
  void synchronize();

  /**
   * The backward pass of a recorded output, to be run any number of times.
   *
   * @param output the output, its graph alive
   * @param operands whose gradients are wanted; they require gradients
   * @param outputGradient where the backward pass starts, of the output's shape
   * @return computes the operands' gradients, afresh each time
   */
  Supplier<NDList> differentiation(NDArray output, NDList operands, NDArray outputGradient);

  /** Makes the next backward pass begin an array's gradient anew, if the engine would add to it. */
  default void forgetGradient(NDArray array) {}

  /** Whether a block can be differentiated that computes as in use, not as in training. */
  default boolean differentiatesUse() {
    return true;
  }

  /** Whether the engine's pooling takes this padding as an argument. */
  boolean poolingTakes(Extent kernel, Padding padding);

  /** Likewise for volumes of a size. */
  boolean poolingTakes(Extent3d kernel, Padding3d padding, Extent3d volume);

  /** Puts elements of one value around images (NCHW). */
  NDArray pad(NDArray images, Padding padding, double value);

  /** Puts elements of one value around volumes (NCDHW). */
  NDArray pad(NDArray volumes, Padding3d padding, double value);

  /**
   * A transposed convolution, for which DJL's own interface asks MXNet for as many filters as the
   * input has channels.
   *
   * @param padding instead of the convolution's own
   */
  default Formula convTranspose2d(ConvTranspose2d conv, Padding padding) {
    throw new UnsupportedProblemException("no transposed convolution");
  }

  /** Multiplies elements that are not above 0 by slopes, one for each of them. */
  NDArray leakyRelu(NDArray x, NDArray slopes);

  /** Whether the engine implements {@code NDArrayEx.nagUpdate}. */
  boolean hasNesterov();

  /** Whether a velocity is added to the weights, not subtracted. */
  boolean descends();

  Normalizer normalizer();

  /** How many threads the engine computes with, read back; 0 if it cannot tell. */
  int threads();

  /** What the natives were built with. */
  String buildOptions();
}
