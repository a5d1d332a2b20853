package dev.assay.reports.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import picocli.CommandLine.Option;

/** Where a run's results go, and what its randomness comes from. */
final class RunOptions {
  @Option(
      names = "--runs",
      paramLabel = "FOLDER",
      defaultValue = "runs",
      description = "Where to make the run's folder. Default: ${DEFAULT-VALUE}.")
  private Path runs = Path.of("runs");

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed gives the same problems. Default: a new one every day.")
  private long seed = LocalDate.now(ZoneOffset.UTC).toEpochDay();

  long seed() {
    return seed;
  }

  Path runs() {
    return runs;
  }
}
