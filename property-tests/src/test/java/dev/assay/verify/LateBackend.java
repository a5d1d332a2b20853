package dev.assay.verify;

import dev.assay.spi.Device;

/** Takes as long to start as the shortest limit of time allows. */
public final class LateBackend extends OracleBackend {
  private static final int MILLISECONDS = 1000;

  public LateBackend(Device device, int threads) throws InterruptedException {
    super(device, threads);
    Thread.sleep(MILLISECONDS);
  }
}
