package dev.assay.reports.cli;

import dev.assay.reports.record.NoiseFolder;
import java.nio.file.Path;

/** Where the build put what the application needs; the launcher says so. */
final class Home {
  private static final String PROPERTY = "assay.home";

  private Home() {}

  /** Where things are kept that are computed anew if they are lost. */
  static Path cache() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    return (xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg))
        .resolve("assay");
  }

  /** Where it is kept how noisy this machine is. */
  static NoiseFolder noise() {
    return new NoiseFolder(cache().resolve("noise"));
  }

  static Path backends() {
    String home = System.getProperty(PROPERTY);
    if (home == null) {
      throw new Failure(
          ExitCode.USAGE, "start Assay with the launcher ./assay, or set -D" + PROPERTY);
    }
    return Path.of(home, "backends");
  }
}
