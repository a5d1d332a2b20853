package dev.assay.adapters.dl4j.onednn;

import dev.assay.adapters.dl4j.layers.LayersBackend;
import dev.assay.spi.Device;
import dev.assay.spi.KnownDivergence;
import java.util.List;

/**
 * Deeplearning4j's layers with their helpers, which call oneDNN: convolutions, poolings and
 * normalisations of images. What switches them on is {@link org.nd4j.nativeblas.Nd4jCpu}.
 */
public final class OneDnnLayersBackend extends LayersBackend {

  /** Loads ND4J's natives. */
  public OneDnnLayersBackend(Device device, int threads) {
    super(device, threads);
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    return HelperDivergences.instead(super.knownDivergences());
  }
}
