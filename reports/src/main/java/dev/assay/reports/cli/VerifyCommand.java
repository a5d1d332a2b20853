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

/** Verifies, then reports. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Check backends with random problems against the oracle and the laws, with larger ones on one"
            + " thread and on one per core (not with --threads), and with invalid ones.",
    footer = {
      "",
      "Exit codes: 0 nothing wrong beyond the known divergences; 2 wrong results; 3 an operation was",
      "            given up because the backend died of too many problems, or a backend did not start",
      "            again; 69 a backend could not be started at all.",
      "",
      "Examples:",
      "  assay verify                              all operations of all backends",
      "  assay verify --backend djl-mxnet --op 'conv2d*' --tries 2000 --seed 7",
      "  assay verify --backend dl4j --threads 1 --deadline 5",
      "  assay verify --backend dl4j --variants    all the ways to use one library",
      "  assay verify --time-limit 10m             as many problems as ten minutes allow",
      "  assay verify --seed 7 --shard 1/4         a quarter of them; 2/4 to 4/4 elsewhere",
    })
final class VerifyCommand implements Callable<Integer>, Continuable {
  @Mixin private final BackendOptions backends = new BackendOptions();
  @Mixin private final VerifyOptions verify = new VerifyOptions();
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
    return new Job(backends.plan(), Optional.of(verify.plan()), Optional.empty());
  }

  static int exitCode(RunRecord run) {
    if (!run.wrongBackends().isEmpty()) {
      return ExitCode.WRONG;
    }
    if (!run.allBackendsStarted()) {
      return ExitCode.UNAVAILABLE;
    }
    return run.givenUp().isEmpty() && run.allBackendsLasted()
        ? ExitCode.FINE
        : ExitCode.INCONCLUSIVE;
  }
}
