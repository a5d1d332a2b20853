package dev.assay.adapters.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Every few rows and columns of images, from the first on, as a view. (ND4J's own intervals round
 * their end up to a whole stride, and refuse it where it is beyond the image then.)
 */
public final class Subsampling {
  private Subsampling() {}

  /**
   * The view.
   *
   * @param images [n, c, h, w], whatever the layout behind them
   */
  public static INDArray of(INDArray images, int strideH, int strideW) {
    long[] shape = images.shape().clone();
    long[] strides = images.stride().clone();
    shape[2] = (shape[2] - 1) / strideH + 1;
    shape[3] = (shape[3] - 1) / strideW + 1;
    strides[2] *= strideH;
    strides[3] *= strideW;
    return Nd4j.create(images.data(), shape, strides, images.offset(), 'c');
  }
}
