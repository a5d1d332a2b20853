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
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
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
  /** How many times its planned warm-up a problem that gets faster and faster may take. */
  private static final double MOST_WARM_UP = 4;

  private final Backend backend;
  private final TimeBudget budget;
  private final Surroundings surroundings;

  ProblemTimer(Backend backend, TimeBudget budget, Surroundings surroundings) {
    this.backend = backend;
    this.budget = budget;
    this.surroundings = surroundings;
  }

  /**
   * One problem, timed.
   *
   * @param result JMH's
   * @param cost of a network
   */
  record Timed(RunResult result, Optional<RunCost> cost) {

    /** How many of its iterations were disturbed. */
    int disturbed() {
      return (int)
          result.getBenchmarkResults().stream()
              .flatMap(fork -> fork.getIterationResults().stream())
              .filter(Timed::isDisturbed)
              .count();
    }

    private static boolean isDisturbed(IterationResult iteration) {
      Result<?> slowdown = iteration.getSecondaryResults().get(JmhResults.SLOWDOWN);
      return slowdown != null && slowdown.getScore() > TimedRound.DISTURBED;
    }
  }

  /**
   * Prepares a problem, warms it up, and has JMH time it for as many iterations as fit, or fewer.
   *
   * @throws ExecutionException if the backend threw; the cause says what
   * @throws RunnerException if it threw while JMH timed it
   */
  Timed time(Problem problem, int mostIterations)
      throws ExecutionException, RunnerException, InterruptedException {
    Execution execution =
        BackendThread.call(() -> backend.prepare(problem, problem.inputsToLoad()));
    try {
      boolean network = problem.operation() instanceof Composite;
      if (network) {
        RunCost.begin();
      }
      // Whole networks keep to their time: each of their steps may take seconds.
      double most = network ? budget.warmUp() : MOST_WARM_UP * budget.warmUp();
      WarmUp warmUp =
          BackendThread.call(
              () -> {
                surroundings.meet();
                return WarmUp.of(execution::run, System::nanoTime, budget.warmUp(), most);
              });
      ExecutionBenchmark.use(
          new ExecutionBenchmark.Prepared(execution, surroundings, warmUp.steady()));
      TimeBudget.Schedule schedule = budget.schedule(warmUp.lastSeconds()).atMost(mostIterations);
      RunResult result = new Runner(options(problem, schedule), silent()).runSingle();
      return new Timed(
          result,
          network
              ? Optional.of(RunCost.end(warmUp.firstSeconds(), execution.deviceBytes()))
              : Optional.empty());
    } finally {
      BackendThread.call(
          () -> {
            execution.close();
            return true;
          });
    }
  }

  private static Options options(Problem problem, TimeBudget.Schedule schedule) {
    return new OptionsBuilder()
        .include(ExecutionBenchmark.class.getName().replace(".", "\\.") + "\\.run")
        .param("problem", problem.toString())
        .forks(0)
        .threads(1)
        .shouldFailOnError(true)
        .warmupIterations(0)
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
