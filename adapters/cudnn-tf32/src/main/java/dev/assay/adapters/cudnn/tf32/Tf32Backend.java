package dev.assay.adapters.cudnn.tf32;

import dev.assay.adapters.cudnn.CudnnBackend;
import dev.assay.adapters.cudnn.MathMode;
import dev.assay.spi.Device;

/**
 * cuDNN with convolutions and matrix products on tensor cores, whose factors keep 11 of 24 bits.
 * Most frameworks take that for float32 unless they are told otherwise.
 */
public final class Tf32Backend extends CudnnBackend {

  /**
   * Opens a card.
   *
   * @param threads of the processor, which computes nothing here
   */
  public Tf32Backend(Device device, int threads) {
    super(device, MathMode.TF32);
  }
}
