package dev.assay.adapters.djl.pytorch.blocks;

import dev.assay.adapters.djl.blocks.BlocksBackend;
import dev.assay.adapters.djl.pytorch.Divergences;
import dev.assay.adapters.djl.pytorch.PyTorchDialect;
import dev.assay.spi.Device;
import dev.assay.spi.KnownDivergence;
import java.util.List;

/** DJL's blocks on PyTorch, on the processor. */
public final class PyTorchBlocksBackend extends BlocksBackend {

  public PyTorchBlocksBackend(Device device, int threads) {
    super("PyTorch", device, manager -> new PyTorchDialect(manager, threads));
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    return ofBlocks(Divergences.here());
  }
}
