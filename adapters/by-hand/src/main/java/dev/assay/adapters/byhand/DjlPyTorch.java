package dev.assay.adapters.byhand;

import ai.djl.pytorch.jni.JniUtils;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.Device;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import dev.assay.spi.known.HiddenCaches;
import java.util.List;

/** DJL's programs on PyTorch. */
public final class DjlPyTorch extends Djl {
  /** The channels of ResNet18 fill blocks. */
  private static final KnownDivergence PARTIAL_BLOCKS =
      new KnownDivergence(
          "partial-blocks-where-caches-are-hidden",
          HiddenCaches.REASON
              + "; its convolutions then leave out channels that do not fill blocks of "
              + HiddenCaches.BLOCK,
          HiddenCaches.LINKS,
          Problem.parse("conv2d n=2 c=20 h=8 w=8 k=20 kernel=3x3 pad=1x1 fill=integer"),
          problem -> HiddenCaches.hasPartialBlocks(problem.operation()),
          new Symptom.Garbage());

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
    return HiddenCaches.here() ? List.of(PARTIAL_BLOCKS) : List.of();
  }
}
