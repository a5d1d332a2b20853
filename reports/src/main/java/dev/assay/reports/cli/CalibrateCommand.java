package dev.assay.reports.cli;

import dev.assay.reports.compare.Calibration;
import dev.assay.reports.compare.FalseAlarms;
import dev.assay.reports.console.ExitCode;
import dev.assay.reports.console.Failure;
import dev.assay.reports.console.Progress;
import dev.assay.reports.console.Terminal;
import dev.assay.reports.console.Version;
import dev.assay.reports.job.Home;
import dev.assay.reports.job.Job;
import dev.assay.reports.job.Runs;
import dev.assay.reports.record.MachineRecord;
import dev.assay.reports.record.NoiseRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.render.NoiseSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures this machine's noise. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Measure how much identical runs differ on this machine.",
    footer = {
      "",
      "Times the same things again and again, or takes runs that did. What it finds is kept for this",
      "machine, put into every run made on it from then on, and used by 'assay compare' to tell a",
      "change from noise. The more runs, the smaller the changes that can be told. It counts for",
      "the same problems only, computed by as many threads and timed in no fewer rounds and no",
      "shorter: calibrate with the options of the runs that are to be compared. Calibrating again",
      "adds to what is known, and replaces what is measured again. Runs that are made one after the",
      "other know nothing of what changes from day to day or when the machine starts anew: best are",
      "runs of several days, such as those of every night. Of five runs and more it says, too,",
      "how many pairs of them 'assay compare' would tell apart by mistake: hardly any, unless the",
      "machine did something else meanwhile.",
      "",
      "Examples:",
      "  assay calibrate                                    8 runs: four hours and more",
      "  assay calibrate --only layers                      leaves what is known of networks",
      "  assay calibrate --backend dl4j --only layers --bench-seconds 120 --times 10",
      "  assay calibrate runs/2026-11-2*                    from runs that exist already",
    })
final class CalibrateCommand implements Callable<Integer> {
  private static final double MINUTE = 60;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec command;

  @Parameters(
      arity = "0..*",
      paramLabel = "RUN",
      description = "Runs of the same backends on one machine. Default: they are made now.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--times",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many runs to make. Default: ${DEFAULT-VALUE}.")
  private int times;

  @Mixin private final BackendOptions backends = new BackendOptions();
  @Mixin private final BenchOptions bench = new BenchOptions();
  @Mixin private final RunOptions options = new RunOptions();

  @Override
  public Integer call() {
    List<RunRecord> runs = paths.isEmpty() ? make() : made();
    MachineRecord machine = runs.get(0).machine();
    List<NoiseRecord> noise = noise(runs);
    Path file = Home.noise().save(machine, noise);
    System.out.print(NoiseSummary.render(noise, Terminal.isThere()));
    falseAlarms(runs).ifPresent(System.out::println);
    System.out.println();
    System.out.println(
        (paths.isEmpty() ? "kept for this machine: " : "kept for the machine of these runs: ")
            + file);
    return ExitCode.FINE;
  }

  /** Runs that exist already, which no option can change any more. */
  private List<RunRecord> made() {
    List<OptionSpec> given = command.commandLine().getParseResult().matchedOptions();
    if (!given.isEmpty()) {
      throw Failure.usage(
          given.get(0).longestName()
              + " is about runs that are yet to be made; leave it out, or the runs");
    }
    return Runs.load(paths);
  }

  private List<NoiseRecord> noise(List<RunRecord> runs) {
    try {
      return Calibration.of(runs);
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.DATA, e);
    }
  }

  /** What comparisons of these runs would have said; empty if they are too few to tell. */
  private static Optional<String> falseAlarms(List<RunRecord> runs) {
    int pairs = FalseAlarms.pairs(runs.size());
    if (pairs == 0) {
      return Optional.empty();
    }
    try (Progress progress = new Progress("comparing each of these runs with each", pairs)) {
      FalseAlarms alarms = FalseAlarms.among(runs, progress::step);
      return Optional.of(
          "compared with each other, by the noise of the others, "
              + alarms.called()
              + " of "
              + alarms.pairs()
              + " pairs of them would be called slower or faster");
    }
  }

  /** {@code , about 175 min to go}; empty before the first run, which tells. */
  private String left(List<RunRecord> runs) {
    long taken =
        runs.stream()
            .map(RunRecord::duration)
            .filter(Objects::nonNull)
            .mapToLong(Duration::toSeconds)
            .sum();
    return runs.isEmpty()
        ? ""
        : String.format(
            ", about %.0f min to go",
            Math.ceil((double) taken / runs.size() * (times - runs.size()) / MINUTE));
  }

  private List<RunRecord> make() {
    if (times < Calibration.FEWEST_RUNS) {
      throw Failure.usage("--times=" + times + " must be at least " + Calibration.FEWEST_RUNS);
    }
    Job job = new Job(backends.plan(), Optional.empty(), Optional.of(bench.plan()));
    List<RunRecord> runs = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      System.err.println("run " + (i + 1) + " of " + times + left(runs));
      RunRecord run = job.run(options.runs(), options.seed() + i, options.arguments());
      if (run.startedBackends().isEmpty()) {
        throw new Failure(
            ExitCode.UNAVAILABLE, "no backend could be started; see 'assay backends --start'");
      }
      runs.add(run);
    }
    return runs;
  }
}
