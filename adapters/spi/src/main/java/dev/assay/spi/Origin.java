package dev.assay.spi;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where classes come from. */
public final class Origin {
  private Origin() {}

  /** The jar or folder that a class was loaded from. */
  public static Path of(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
