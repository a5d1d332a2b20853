package dev.assay.verify;

import dev.assay.spi.Device;
import java.nio.file.Files;
import java.nio.file.Path;

/** Starts only once the folder of its socket is gone, as if its natives took long to load. */
public final class CuriousBackend extends OracleBackend {
  private static final int SECONDS = 20;

  public CuriousBackend(Device device, int threads) throws InterruptedException {
    super(device, threads);
    Path folder = Path.of(System.getProperty("sun.java.command").split(" ")[1]).getParent();
    for (int i = 0; i < 10 * SECONDS && Files.exists(folder); i++) {
      Thread.sleep(100);
    }
    if (Files.exists(folder)) {
      throw new IllegalStateException(folder + " is still there");
    }
  }
}
