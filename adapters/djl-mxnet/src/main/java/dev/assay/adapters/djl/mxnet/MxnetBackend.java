package dev.assay.adapters.djl.mxnet;

import dev.assay.adapters.djl.DjlBackend;
import dev.assay.spi.Device;
import dev.assay.spi.KnownDivergence;
import java.util.List;
import java.util.stream.Stream;

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
    return Stream.of(dev.assay.adapters.djl.Divergences.ALL, Divergences.ALL, NonFinite.ALL)
        .flatMap(List::stream)
        .toList();
  }
}
