package dev.assay.adapters.dl4j.layers;

import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Dropout by a given mask, as users replace the one that Deeplearning4j draws. */
final class GivenDropout implements IDropout {
  private static final long serialVersionUID = 1L;

  private final transient INDArray scaledMask;

  /**
   * By a mask.
   *
   * @param scaledMask zeros, and 1 / (1 − rate) where elements are kept
   */
  GivenDropout(INDArray scaledMask) {
    this.scaledMask = scaledMask;
  }

  @Override
  public INDArray applyDropout(
      INDArray x, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
    return x.muli(scaledMask, result);
  }

  @Override
  public INDArray backprop(
      INDArray outputGradient, INDArray inputGradient, int iteration, int epoch) {
    return outputGradient.muli(scaledMask, inputGradient);
  }

  @Override
  public void clear() {
    // Nothing is drawn, so there is nothing to forget.
  }

  @Override
  @SuppressWarnings("MissingSuperCall") // The mask is no part of a configuration that is copied.
  public IDropout clone() {
    return new GivenDropout(scaledMask);
  }
}
