package dev.assay.adapters.djl.pytorch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.assay.adapters.djl.Card;
import dev.assay.adapters.djl.Dialect;
import dev.assay.adapters.djl.Normalizer;
import dev.assay.adapters.pytorch.PoolingPadding;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Extent3d;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Padding3d;
import dev.assay.reference.op.Sides;
import java.util.TreeSet;
import java.util.function.Supplier;

/** PyTorch behind DJL's interface. */
public final class PyTorchDialect implements Dialect {
  private final Autograd autograd;
  private final Device device;

  /**
   * Sets the threads.
   *
   * @param manager owns what the dialect needs
   */
  public PyTorchDialect(NDManager manager, int threads) {
    JniUtils.setNumThreads(threads);
    autograd = new Autograd(manager);
    device = manager.getDevice();
  }

  /** On a processor every call returns with its result; on a card it only starts something. */
  @Override
  public void synchronize() {
    if (device.isGpu()) {
      Card.synchronize(device.getDeviceId());
    }
  }

  @Override
  public Supplier<NDList> differentiation(NDArray output, NDList operands, NDArray outputGradient) {
    return autograd.gradients(output, operands, outputGradient);
  }

  /** As DJL's optimizers do after each step. */
  @Override
  public void forgetGradient(NDArray array) {
    JniUtils.zeroGrad((PtNDArray) array);
  }

  @Override
  public boolean poolingTakes(Extent kernel, Padding padding) {
    return PoolingPadding.isTaken(kernel.h(), new Sides(padding.top(), padding.bottom()))
        && PoolingPadding.isTaken(kernel.w(), new Sides(padding.left(), padding.right()));
  }

  @Override
  public boolean poolingTakes(Extent3d kernel, Padding3d padding, Extent3d volume) {
    return PoolingPadding.isTakenInVolume(kernel.d(), padding.d(), volume.d())
        && PoolingPadding.isTakenInVolume(kernel.h(), padding.h(), volume.h())
        && PoolingPadding.isTakenInVolume(kernel.w(), padding.w(), volume.w());
  }

  /** PyTorch names the padding of the last axis first. */
  @Override
  public NDArray pad(NDArray images, Padding padding, double value) {
    return images.pad(
        new Shape(padding.left(), padding.right(), padding.top(), padding.bottom()), value);
  }

  @Override
  public NDArray pad(NDArray volumes, Padding3d padding, double value) {
    return volumes.pad(
        new Shape(
            padding.w().before(),
            padding.w().after(),
            padding.h().before(),
            padding.h().after(),
            padding.d().before(),
            padding.d().after()),
        value);
  }

  /** DJL has no {@code prelu} for PyTorch. */
  @Override
  public NDArray leakyRelu(NDArray x, NDArray slopes) {
    return NDArrays.where(x.gt(0), x, x.mul(slopes));
  }

  @Override
  public boolean hasNesterov() {
    return false;
  }

  @Override
  public boolean descends() {
    return false;
  }

  @Override
  public Normalizer normalizer() {
    return new PyTorchNormalizer();
  }

  @Override
  public int threads() {
    return JniUtils.getNumThreads();
  }

  @Override
  public String buildOptions() {
    return String.join(" ", new TreeSet<>(JniUtils.getFeatures()));
  }
}
