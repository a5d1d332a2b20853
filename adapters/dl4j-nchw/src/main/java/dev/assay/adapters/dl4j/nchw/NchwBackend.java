package dev.assay.adapters.dl4j.nchw;

import dev.assay.adapters.dl4j.Layout;
import dev.assay.adapters.dl4j.LayoutBackend;
import dev.assay.spi.Device;

/**
 * ND4J on images in NCHW, the layout of most of its users, which oneDNN has to bring into another
 * order and back in every call.
 */
public final class NchwBackend extends LayoutBackend {

  public NchwBackend(Device device, int threads) {
    super(device, threads, Layout.NCHW);
  }
}
