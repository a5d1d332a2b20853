package dev.assay.bench;

import dev.assay.reference.op.Composite;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.Backend;
import dev.assay.spi.Execution;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Times one problem after the other on one backend. */
final class ProblemTimer {
  private final Backend backend;
  private final TimeBudget budget;

  ProblemTimer(Backend backend, TimeBudget budget) {
    this.backend = backend;
    this.budget = budget;
  }

  /**
   * One problem, timed.
   *
   * @param result JMH's
   * @param cost of a network
   */
  record Timed(RunResult result, Optional<RunCost> cost) {}

  /** How long the first run took, and the last of the pilot runs. */
  private record Pilot(double firstSeconds, double lastSeconds) {}

  /**
   * Prepares a problem, runs it twice to see how long it takes, and has JMH time it for as many
   * iterations as fit.
   *
   * @throws ExecutionException if the backend threw; the cause says what
   * @throws RunnerException if it threw while JMH timed it
   */
  Timed time(Problem problem) throws ExecutionException, RunnerException, InterruptedException {
    Execution execution =
        BackendThread.call(() -> backend.prepare(problem, problem.inputsToLoad()));
    try {
      boolean network = problem.operation() instanceof Composite;
      if (network) {
        RunCost.begin();
      }
      Pilot pilot = BackendThread.call(() -> pilot(execution));
      ExecutionBenchmark.use(execution);
      RunResult result =
          new Runner(options(problem, budget.schedule(pilot.lastSeconds)), silent()).runSingle();
      return new Timed(
          result, network ? Optional.of(RunCost.end(pilot.firstSeconds)) : Optional.empty());
    } finally {
      BackendThread.call(
          () -> {
            execution.close();
            return true;
          });
    }
  }

  private static Pilot pilot(Execution execution) {
    double first = seconds(execution);
    double last = first;
    for (int i = 1; i < TimeBudget.PILOT_RUNS; i++) {
      last = seconds(execution);
    }
    return new Pilot(first, last);
  }

  private static double seconds(Execution execution) {
    long start = System.nanoTime();
    execution.run();
    return Math.max(1, System.nanoTime() - start) * 1e-9;
  }

  private static Options options(Problem problem, TimeBudget.Schedule schedule) {
    return new OptionsBuilder()
        .include(ExecutionBenchmark.class.getName().replace(".", "\\.") + "\\.run")
        .param("problem", problem.toString())
        .forks(0)
        .threads(1)
        .shouldFailOnError(true)
        .warmupIterations(schedule.warmUps())
        .warmupTime(microseconds(schedule.warmUpSeconds()))
        .measurementIterations(schedule.iterations())
        .measurementTime(microseconds(schedule.iterationSeconds()))
        .build();
  }

  private static TimeValue microseconds(double seconds) {
    return TimeValue.microseconds(Math.max(1, Math.round(seconds * 1e6)));
  }

  private static OutputFormat silent() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return OutputFormatFactory.createFormatInstance(nowhere, VerboseMode.SILENT);
  }
}
