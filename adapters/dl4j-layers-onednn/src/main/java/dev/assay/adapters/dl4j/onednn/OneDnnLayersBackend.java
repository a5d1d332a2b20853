package dev.assay.adapters.dl4j.onednn;

import dev.assay.adapters.dl4j.Helper;
import dev.assay.adapters.dl4j.Natives;
import dev.assay.adapters.dl4j.layers.LayersBackend;
import dev.assay.spi.Device;
import dev.assay.spi.DeviceUnavailableException;
import dev.assay.spi.KnownDivergence;
import java.util.List;

/**
 * Deeplearning4j's layers with their helpers, which call oneDNN: convolutions, poolings and
 * normalisations of images. What switches them on is {@link org.nd4j.nativeblas.Nd4jCpu}.
 */
public final class OneDnnLayersBackend extends LayersBackend {

  /**
   * Loads ND4J's natives.
   *
   * @throws DeviceUnavailableException if they have no oneDNN, as those for ARM
   */
  public OneDnnLayersBackend(Device device, int threads) {
    super(device, threads);
    if (new Natives().helper() != Helper.ONE_DNN) {
      throw new DeviceUnavailableException(
          "ND4J's natives for this platform have no oneDNN; take dl4j-layers");
    }
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    return HelperDivergences.instead(super.knownDivergences());
  }
}
