package dev.assay.adapters.djl.mxnet.blocks;

import dev.assay.adapters.djl.blocks.BlocksBackend;
import dev.assay.adapters.djl.mxnet.Divergences;
import dev.assay.adapters.djl.mxnet.MxnetDialect;
import dev.assay.spi.Device;
import dev.assay.spi.KnownDivergence;
import java.util.ArrayList;
import java.util.List;

/** DJL's blocks on Apache MXNet, on the processor. */
public final class MxnetBlocksBackend extends BlocksBackend {

  public MxnetBlocksBackend(Device device, int threads) {
    super("MXNet", device, manager -> new MxnetDialect());
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    List<KnownDivergence> divergences = new ArrayList<>(ofBlocks(Divergences.all()));
    divergences.addAll(BlockDivergences.ALL);
    return divergences;
  }
}
