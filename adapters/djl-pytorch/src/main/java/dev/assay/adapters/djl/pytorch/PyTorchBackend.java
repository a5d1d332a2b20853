package dev.assay.adapters.djl.pytorch;

import dev.assay.adapters.djl.DjlBackend;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.Padding;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.Device;
import dev.assay.spi.KnownDivergence;
import java.util.List;

/** PyTorch through DJL, on the processor. */
public final class PyTorchBackend extends DjlBackend {

  static final KnownDivergence PADDING_COUNTED =
      new KnownDivergence(
          "average-pool-counts-padding",
          "DJL's native code drops countIncludePad=false, so PyTorch divides by the whole window,"
              + " padding included",
          "https://github.com/deepjavalibrary/djl/blob/v0.35.1/engines/pytorch/pytorch-native/src/main/native/ai_djl_pytorch_jni_PyTorchLibrary_nn_functional.cc#L383",
          Problem.parse("average-pool2d n=1 c=1 h=1 w=1 kernel=1x2 pad=0x1"),
          problem ->
              problem.operation() instanceof AveragePool2d pool
                  && !pool.countPad()
                  && !pool.pad().equals(Padding.NONE));

  public PyTorchBackend(Device device, int threads) {
    super("PyTorch", device, manager -> new PyTorchDialect(manager, threads));
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    return List.of(PADDING_COUNTED);
  }
}
