package dev.assay.reports.cli;

import java.nio.file.Path;

/** Where the build put what the application needs; the launcher says so. */
final class Home {
  private static final String PROPERTY = "assay.home";

  private Home() {}

  static Path backends() {
    String home = System.getProperty(PROPERTY);
    if (home == null) {
      throw new Failure(
          ExitCode.USAGE, "start Assay with the launcher ./assay, or set -D" + PROPERTY);
    }
    return Path.of(home, "backends");
  }
}
