package dev.assay.bench;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Composite;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Backend;
import dev.assay.spi.Execution;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
  private static final String LAST = "the last run that was timed";

  private static final double MICRO = 1e-6;
  private static final double NANO = 1e-9;

  private final Backend backend;
  private final ProductPrecision precision;
  private final Possible possible;
  private final TimeBudget budget;
  private final Surroundings surroundings;

  /**
   * @param precision of products, as the backend declares
   * @param possible in the time it takes
   */
  ProblemTimer(
      Backend backend,
      ProductPrecision precision,
      Possible possible,
      TimeBudget budget,
      Surroundings surroundings) {
    this.backend = backend;
    this.precision = precision;
    this.possible = possible;
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

    /** Seconds of a run, the mean of all iterations. */
    double seconds() {
      return result.getPrimaryResult().getStatistics().getMean() * MICRO;
    }

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
   * The first run.
   *
   * @param picked of its results
   */
  private record First(double seconds, List<float[]> picked) {}

  /** Told how many seconds the first run took, as soon as it is over. */
  @FunctionalInterface
  interface FirstRun {
    void took(double seconds) throws IOException;
  }

  /**
   * Prepares a problem, warms it up, and has JMH time it for as many iterations as fit, or fewer.
   * Before and after, the results of a run are looked at.
   *
   * @throws ExecutionException if the backend threw; the cause says what
   * @throws RunnerException if it threw while JMH timed it
   * @throws WithheldException if the time is not that of the problem
   */
  Timed time(Problem problem, int mostIterations, FirstRun firstRun)
      throws ExecutionException,
          RunnerException,
          InterruptedException,
          WithheldException,
          IOException {
    List<Tensor> inputs = problem.inputsToLoad();
    Execution execution = BackendThread.call(() -> backend.prepare(problem, inputs));
    try {
      ResultCheck check = new ResultCheck(problem, precision);
      First first = BackendThread.call(() -> first(execution, check));
      firstRun.took(first.seconds);
      check.first(first.picked, inputs);
      double second = second(execution, check);
      Timed timed = time(problem, execution, first.seconds, second, mostIterations);
      checkLast(execution, check);
      possible.check(problem, timed.seconds());
      return timed;
    } finally {
      BackendThread.call(
          () -> {
            execution.close();
            return true;
          });
    }
  }

  private static First first(Execution execution, ResultCheck check) {
    long start = System.nanoTime();
    execution.run();
    double seconds = (System.nanoTime() - start) * NANO;
    List<float[]> picked = check.pick(execution.outputs());
    return new First(seconds, picked);
  }

  /** Seconds of the second run, whose results are looked at too. */
  private static double second(Execution execution, ResultCheck check)
      throws ExecutionException, InterruptedException, WithheldException {
    Completion completion =
        BackendThread.call(
            () -> {
              Completion second = Completion.of(execution, System::nanoTime);
              execution.reset();
              return second;
            });
    // On the backend's thread, whose exceptions are the backend's: it may have given too few.
    List<float[]> picked = BackendThread.call(() -> check.pick(completion.results()));
    check.again("the second run", picked);
    completion.check();
    return completion.seconds();
  }

  private static void checkLast(Execution execution, ResultCheck check)
      throws ExecutionException, InterruptedException, WithheldException {
    List<float[]> last = BackendThread.call(() -> check.pick(execution.outputs()));
    if (check.goesOn()) {
      check.later(LAST, last);
    } else {
      check.again(LAST, last);
    }
  }

  private Timed time(
      Problem problem,
      Execution execution,
      double firstSeconds,
      double secondSeconds,
      int mostIterations)
      throws ExecutionException, RunnerException, InterruptedException {
    boolean network = problem.operation() instanceof Composite;
    if (network) {
      RunCost.begin();
    }
    WarmUp warmUp =
        BackendThread.call(
            () -> {
              surroundings.meet();
              return WarmUp.of(secondSeconds, execution::run, System::nanoTime, budget.warmUp());
            });
    TimeBudget.Schedule schedule = budget.schedule(warmUp.lastSeconds()).atMost(mostIterations);
    ExecutionBenchmark.use(
        new ExecutionBenchmark.Prepared(
            execution, surroundings, LeadIn.of(warmUp, schedule), warmUp.steady()));
    RunResult result = new Runner(options(problem, schedule), silent()).runSingle();
    return new Timed(
        result,
        network
            ? Optional.of(RunCost.end(firstSeconds, BackendThread.call(execution::deviceBytes)))
            : Optional.empty());
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
