package dev.assay.verify;

import dev.assay.spi.Device;

/** Computes rightly, but does not start where it is timed. */
public final class ShyBackend extends OracleBackend {
  public ShyBackend(Device device, int threads) {
    super(device, threads);
    if (System.getProperty("jmh.ignoreLock") != null) {
      throw new IllegalStateException("the card is taken");
    }
  }
}
