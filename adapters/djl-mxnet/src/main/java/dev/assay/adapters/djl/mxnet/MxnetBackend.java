package dev.assay.adapters.djl.mxnet;

import dev.assay.adapters.djl.DjlBackend;
import dev.assay.spi.Device;
import dev.assay.spi.KnownDivergence;
import java.util.List;

/**
 * Apache MXNet through DJL, on the processor.
 *
 * <p>Its threads are set by {@code OMP_NUM_THREADS} when the process starts; nothing changes them
 * later.
 */
public final class MxnetBackend extends DjlBackend {

  public MxnetBackend(Device device, int threads) {
    super("MXNet", device, manager -> new MxnetDialect());
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    return Divergences.all();
  }
}
