package dev.assay.adapters.djl.pytorch;

import dev.assay.adapters.djl.DjlBackend;
import dev.assay.spi.Device;
import dev.assay.spi.KnownDivergence;
import java.util.List;

/** PyTorch through DJL, on the processor. */
public final class PyTorchBackend extends DjlBackend {

  public PyTorchBackend(Device device, int threads) {
    super("PyTorch", device, manager -> new PyTorchDialect(manager, threads));
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    return Divergences.here();
  }
}
