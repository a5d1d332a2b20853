package dev.assay.reports.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Where a run's results go, what its randomness comes from, and the command line it is asked for
 * by.
 */
final class RunOptions {
  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec command;

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

  /** The words behind {@code assay} on the command line, the command's name first. */
  List<String> arguments() {
    return command.root().commandLine().getParseResult().originalArgs();
  }
}
