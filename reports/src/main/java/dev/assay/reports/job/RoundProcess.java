package dev.assay.reports.job;

import dev.assay.bench.BenchmarkMain;
import dev.assay.bench.RoundEvent;
import dev.assay.bench.RoundProgress;
import dev.assay.host.ProcessLog;
import dev.assay.reports.console.ExitCode;
import dev.assay.reports.console.Failure;
import dev.assay.verify.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process that went through a round of timing, or through what an earlier one left of it.
 *
 * @param problems what was to be timed
 * @param reached how far it came
 * @param end how it ended, which is the outcome of the problem that was running; of all, if none
 *     was begun
 * @param results JMH's JSON, if it got that far
 */
record RoundProcess(List<String> problems, RoundProgress reached, End end, Optional<Path> results) {
  /**
   * The end of a process.
   *
   * @param message why, in words
   * @param fromOutside whether somebody else killed it
   */
  record End(Outcome outcome, String message, boolean fromOutside) {
    /** An end that it came to by itself, or that was put to it from here. */
    End(Outcome outcome, String message) {
      this(outcome, message, false);
    }

    /**
     * What it means that a round's process ended with a status.
     *
     * @throws Failure if that was no fault of the backend's
     */
    static End of(int status, ProcessLog log) {
      return switch (status) {
        case BenchmarkMain.INPUT_OUTPUT ->
            throw new Failure(
                ExitCode.CANNOT_CREATE,
                "the process that times could not read or write its files; free space or make the"
                    + " run's folder writable; what it said is in "
                    + log.file());
        case BenchmarkMain.USAGE, BenchmarkMain.SOFTWARE ->
            throw new Failure(
                ExitCode.SOFTWARE,
                "a fault of Assay's own in the process that times; please report it with what is in "
                    + log.file());
        default ->
            new End(Outcome.CRASHED, log.explain(status), ProcessLog.isKilledFromOutside(status));
      };
    }
  }

  /**
   * What kept a problem from being timed.
   *
   * @param message why, in words
   */
  record Trouble(String problem, Outcome outcome, String message) {
    private static Trouble of(RoundEvent failed) {
      return switch (failed.kind()) {
        case WRONG ->
            new Trouble(
                failed.problem(),
                Outcome.FAILED,
                "wrong where it is timed, right where it was verified: " + failed.detail());
        case MISTRUSTED -> new Trouble(failed.problem(), Outcome.MISTRUSTED, failed.detail());
        case UNSUPPORTED -> new Trouble(failed.problem(), Outcome.UNSUPPORTED, failed.detail());
        default -> new Trouble(failed.problem(), Outcome.FAILED, "threw: " + failed.detail());
      };
    }
  }

  /** Whether there were problems, but it ended before the first of them. */
  boolean isNothingBegun() {
    return !problems.isEmpty() && reached.notBegun(problems).equals(problems);
  }

  /** The same, as if it had been given no more than it was done with. */
  RoundProcess ofWhatIsDone() {
    RoundProgress done = reached.withoutRunning();
    List<String> begun = new ArrayList<>(problems);
    begun.removeAll(done.notBegun(problems));
    return new RoundProcess(begun, done, end, results);
  }

  /**
   * The problems that the backend threw on or that get no time, and the one that its process died
   * of; all of them, if it did not get as far as to begin one.
   */
  List<Trouble> troubles() {
    if (isNothingBegun()) {
      Outcome outcome = reached.unavailable().isPresent() ? Outcome.FAILED : end.outcome();
      String message =
          reached
              .unavailable()
              .map(reason -> "did not start to be timed: " + reason)
              .orElse(end.message() + " before it was timed");
      return problems.stream().map(problem -> new Trouble(problem, outcome, message)).toList();
    }
    return Stream.concat(
            reached.failed().stream().map(Trouble::of),
            reached.running().stream()
                .map(
                    culprit ->
                        new Trouble(culprit, end.outcome(), end.message() + " while it was timed")))
        .toList();
  }
}
