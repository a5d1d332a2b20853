package dev.assay.reports.cli;

import dev.assay.reports.console.ExitCode;
import dev.assay.reports.console.Version;
import dev.assay.reports.job.Job;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Verifies, then times, then reports. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Verify and time backends, and write the report.",
    footer = {
      "",
      "Ends with 0 when the run itself succeeded, whatever it found.",
      "",
      "Examples:",
      "  assay run                                 everything",
      "  assay run --network resnet18 --tries 100 --bench-seconds 180     a first look",
      "  assay run --backend djl-pytorch --backend dl4j --threads 1",
      "  assay run --op 'conv2d*' --tries 5000 --network resnet18",
      "  assay run --time-limit 1h                 verifies for an hour, then times",
    })
final class RunCommand implements Callable<Integer>, Continuable {
  @Mixin private final BackendOptions backends = new BackendOptions();
  @Mixin private final VerifyOptions verify = new VerifyOptions();
  @Mixin private final BenchOptions bench = new BenchOptions();
  @Mixin private final RunOptions runs = new RunOptions();

  @Override
  public Integer call() {
    return exitCode(job().run(runs.runs(), runs.seed(), runs.arguments()));
  }

  @Override
  public int goOn(RunFolder folder, RunRecord earlier) {
    return exitCode(job().goOn(folder, earlier));
  }

  private Job job() {
    return new Job(backends.plan(), Optional.of(verify.plan()), Optional.of(bench.plan()));
  }

  private static int exitCode(RunRecord run) {
    return run.startedBackends().isEmpty() ? ExitCode.UNAVAILABLE : ExitCode.FINE;
  }
}
