package dev.assay.adapters.byhand;

import ai.djl.mxnet.jna.JnaUtils;
import dev.assay.spi.Device;

/** DJL's programs on Apache MXNet, whose threads {@code OMP_NUM_THREADS} sets. */
public final class DjlMxnet extends Djl {

  public DjlMxnet(Device device, int threads) {
    super("MXNet", device);
  }

  /** Calls only enqueue work. */
  @Override
  void await() {
    JnaUtils.waitAll();
  }

  @Override
  int threads() {
    return 0;
  }

  @Override
  boolean isVarianceUnbiased() {
    return false;
  }
}
