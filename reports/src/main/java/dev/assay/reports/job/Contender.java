package dev.assay.reports.job;

import dev.assay.bench.Interval;
import dev.assay.bench.JmhResults;
import dev.assay.bench.Measurement;
import dev.assay.bench.RunCost;
import dev.assay.bench.TimeBudget;
import dev.assay.bench.TimedRound;
import dev.assay.host.Launch;
import dev.assay.reference.problem.Problem;
import dev.assay.reports.console.ExitCode;
import dev.assay.reports.console.Failure;
import dev.assay.reports.record.Timing;
import dev.assay.verify.Outcome;
import dev.assay.verify.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One backend with one number of threads that is timed on what it got right, in one process after
 * another.
 */
final class Contender {
  private final Launch launch;
  private final int threadsReadBack;
  private final Map<Problem, Verdict> verdicts;
  private final Map<Problem, RoundProcess.Trouble> troubles = new HashMap<>();
  private final List<Path> results = new ArrayList<>();
  private final Map<Problem, Path> firstResults = new HashMap<>();
  private final Map<Problem, List<RunCost>> costs = new HashMap<>();
  private Map<Problem, Measurement> measurements = Map.of();
  private @Nullable TimeBudget budget;

  /**
   * One that was not timed yet.
   *
   * @param threadsReadBack how many it said it computes with where it was verified; 0 if it cannot
   *     tell
   * @param verdicts on everything that is to be timed, in that order
   */
  Contender(Launch launch, int threadsReadBack, Map<Problem, Verdict> verdicts) {
    this.launch = launch;
    this.threadsReadBack = threadsReadBack;
    this.verdicts = verdicts;
  }

  Launch launch() {
    return launch;
  }

  String backend() {
    return launch.backend();
  }

  int threads() {
    return launch.threads();
  }

  /** How many threads it said it computes with where it was verified; null if it cannot tell. */
  @Nullable Integer threadsReadBack() {
    return threadsReadBack == 0 ? null : threadsReadBack;
  }

  /** Whether there is anything to time. */
  boolean isTimed() {
    return !toTime().isEmpty();
  }

  /** What it got right, as far as nothing has kept it from being timed. */
  List<String> toTime() {
    return verdicts.values().stream()
        .filter(verdict -> verdict.outcome() == Outcome.PASSED)
        .map(Verdict::problem)
        .filter(problem -> !troubles.containsKey(problem))
        .map(Problem::toString)
        .toList();
  }

  /**
   * Adds what became of it in a process that has ended. Where the backend did not start, or not as
   * it was verified, what earlier processes have timed stays right, and is not timed any more.
   *
   * @param given how much time each problem had in it, as in all other processes
   */
  void add(RoundProcess process, TimeBudget given) {
    budget = given;
    boolean counts = isAsVerified(process);
    if (counts) {
      process.results().ifPresent(this::add);
      addCosts(process);
    }
    for (RoundProcess.Trouble trouble : counts ? process.troubles() : otherThreads(process)) {
      Problem problem = Problem.parse(trouble.problem());
      boolean onlyLater =
          (!counts || process.isNothingBegun()) && measurements.containsKey(problem);
      troubles.put(
          problem,
          onlyLater
              ? new RoundProcess.Trouble(
                  trouble.problem(),
                  Outcome.PASSED,
                  "later rounds are missing: " + trouble.message())
              : trouble);
    }
  }

  /**
   * Whether it computed with as many threads as where it was verified, as far as it can tell. A
   * process that times has another environment than one that verifies.
   */
  private boolean isAsVerified(RoundProcess process) {
    int timed = process.reached().threads();
    return timed == 0 || threadsReadBack == 0 || timed == threadsReadBack;
  }

  private List<RoundProcess.Trouble> otherThreads(RoundProcess process) {
    String message =
        String.format(
            "timed with threads=%d, verified with threads=%d",
            process.reached().threads(), threadsReadBack);
    return process.problems().stream()
        .map(problem -> new RoundProcess.Trouble(problem, Outcome.MISTRUSTED, message))
        .toList();
  }

  private void add(Path file) {
    results.add(file);
    read(List.of(file)).keySet().forEach(problem -> firstResults.putIfAbsent(problem, file));
    measurements = read(results);
  }

  private void addCosts(RoundProcess process) {
    for (String text : process.problems()) {
      Problem problem = Problem.parse(text);
      process
          .reached()
          .cost(text)
          .ifPresent(cost -> costs.computeIfAbsent(problem, p -> new ArrayList<>()).add(cost));
    }
  }

  private static Map<Problem, Measurement> read(List<Path> results) {
    try {
      return JmhResults.read(results);
    } catch (IOException e) {
      throw new Failure(ExitCode.DATA, "cannot read JMH's results: " + e.getMessage());
    } catch (IllegalArgumentException e) { // of a file that was cut off
      throw new Failure(ExitCode.DATA, e);
    }
  }

  /** What was measured by now, over all processes. */
  Collection<Measurement> measurements() {
    return measurements.values();
  }

  /** The verdict on its results, unless something went wrong while it was timed. */
  Outcome outcome(Problem problem) {
    RoundProcess.Trouble trouble = troubles.get(problem);
    return trouble == null ? verdict(problem).outcome() : trouble.outcome();
  }

  /** Why there is no speed, or none of later rounds; null if there is nothing to say. */
  @Nullable String message(Problem problem) {
    RoundProcess.Trouble trouble = troubles.get(problem);
    String message = trouble == null ? verdict(problem).message() : trouble.message();
    return message.isEmpty() ? null : message;
  }

  /** The largest share of its error bound that a result used; null if nothing was compared. */
  @Nullable Double share(Problem problem) {
    return verdict(problem).worst().map(worst -> worst.share()).orElse(null);
  }

  private Verdict verdict(Problem problem) {
    return Objects.requireNonNull(verdicts.get(problem), problem::toString);
  }

  /** Its time over all processes; null if it was not timed. */
  @Nullable Timing timing(Problem problem) {
    Measurement measurement = measurements.get(problem);
    if (measurement == null) {
      return null;
    }
    double seconds = measurement.seconds();
    Interval interval = measurement.interval().orElse(new Interval(seconds, seconds));
    List<TimedRound> rounds = measurement.rounds();
    return new Timing(
        seconds,
        interval.low(),
        interval.high(),
        rounds.stream().map(TimedRound::seconds).toList(),
        rounds.stream().anyMatch(round -> round.slowdown().isEmpty())
            ? null
            : rounds.stream().map(TimedRound::slowdown).toList(),
        measurement.steady(),
        measurement.deviceSeconds(),
        budget == null ? null : budget.measurement());
  }

  /** What running it took, in each process that has timed it; of a network. */
  List<RunCost> costs(Problem problem) {
    return costs.getOrDefault(problem, List.of());
  }

  /**
   * The first of JMH's files that has the problem, relative to the run's folder; null if it was not
   * timed.
   */
  @Nullable String jmh(Problem problem) {
    Path file = firstResults.get(problem);
    return file == null ? null : Rounds.RESULTS + "/" + file.getFileName();
  }
}
