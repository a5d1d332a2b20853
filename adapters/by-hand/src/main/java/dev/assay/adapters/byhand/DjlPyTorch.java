package dev.assay.adapters.byhand;

import ai.djl.pytorch.jni.JniUtils;
import dev.assay.spi.Device;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.known.HiddenCaches;
import java.util.List;

/** DJL's programs on PyTorch. */
public final class DjlPyTorch extends Djl {

  public DjlPyTorch(Device device, int threads) {
    super("PyTorch", device);
    JniUtils.setNumThreads(threads);
  }

  /** Every call returns with its result. */
  @Override
  void await() {}

  @Override
  int threads() {
    return JniUtils.getNumThreads();
  }

  @Override
  boolean isVarianceUnbiased() {
    return true;
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    return HiddenCaches.here() ? List.of(ofPartialBlocks()) : List.of();
  }
}
