package dev.assay.adapters.djl.pytorch.cuda;

import dev.assay.adapters.djl.DjlBackend;
import dev.assay.adapters.djl.pytorch.Divergences;
import dev.assay.adapters.djl.pytorch.PyTorchDialect;
import dev.assay.spi.Device;
import dev.assay.spi.KnownDivergence;
import java.util.List;

/** PyTorch through DJL, on a card. */
public final class PyTorchCudaBackend extends DjlBackend {

  public PyTorchCudaBackend(Device device, int threads) {
    super("PyTorch", device, manager -> new PyTorchDialect(manager, threads));
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    return Divergences.everywhere();
  }
}
