package dev.assay.reports.cli;

import dev.assay.bench.BenchmarkMain;
import dev.assay.bench.Round;
import dev.assay.bench.RoundEvent;
import dev.assay.bench.RoundProgress;
import dev.assay.bench.TimeBudget;
import dev.assay.host.AwakeClock;
import dev.assay.host.Launch;
import dev.assay.host.Limits;
import dev.assay.host.ProcessLog;
import dev.assay.verify.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * One round of timing in a process of its own, from its start to its end.
 *
 * @param problems what was to be timed
 * @param reached how far it came
 * @param end how it ended, which is the outcome of the problem that was running; of all, if none
 *     was begun
 * @param results JMH's JSON, if it got that far
 */
record RoundProcess(List<String> problems, RoundProgress reached, End end, Optional<Path> results) {
  /** The folder of JMH's files in that of the run. */
  static final String RESULTS = "jmh";

  private static final Duration POLL = Duration.ofMillis(100);
  private static final double MILLIS = 1000;

  /** A problem is run many times over, so it may take this many times its share of the time. */
  private static final int PATIENCE = 10;

  /**
   * The end of a process.
   *
   * @param message why, in words
   */
  record End(Outcome outcome, String message) {}

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
        default -> new Trouble(failed.problem(), Outcome.FAILED, "threw: " + failed.detail());
      };
    }
  }

  /** Whether it ended before the first of its problems. */
  boolean isNothingBegun() {
    return reached.notBegun(problems).equals(problems);
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

  /**
   * Runs a round; what is left of it after a crash goes to another process.
   *
   * @param stem what the files of its first process and each further one are named after, from 0 on
   * @param done told how many problems are finished, those of earlier processes included
   * @param ended told of each process
   * @see #run
   */
  static void toTheEnd(
      Launch launch,
      Path run,
      IntFunction<String> stem,
      List<String> problems,
      TimeBudget budget,
      long seed,
      Limits limits,
      LongConsumer done,
      Consumer<RoundProcess> ended) {
    List<String> left = problems;
    for (int part = 0; !left.isEmpty(); part++) {
      int before = problems.size() - left.size();
      RoundProcess process =
          run(
              launch,
              run,
              stem.apply(part),
              left,
              budget,
              seed,
              limits,
              count -> done.accept(before + count));
      ended.accept(process);
      List<String> notBegun = process.reached.notBegun(left);
      // Otherwise the backend did not even start, and will not the next time either.
      left = notBegun.size() < left.size() ? notBegun : List.of();
    }
  }

  /**
   * Runs a round until its process ends.
   *
   * @param run the run's folder
   * @param stem what the round's files in it are named after
   * @param limits of the process; a problem may take the time that it is given for being timed on
   *     top
   * @param done told how many problems are finished
   * @throws Failure if the folder cannot be written to, here or by that process
   */
  static RoundProcess run(
      Launch launch,
      Path run,
      String stem,
      List<String> problems,
      TimeBudget budget,
      long seed,
      Limits limits,
      LongConsumer done) {
    try {
      Path jmh = Files.createDirectories(run.resolve(RESULTS));
      Path logs = Files.createDirectories(run.resolve("logs"));
      Round round =
          new Round(
              launch.className(),
              launch.device(),
              launch.threads(),
              Files.write(jmh.resolve(stem + ".problems"), problems),
              jmh.resolve(stem + ".json"),
              logs.resolve(stem + ".progress"),
              budget,
              seed);
      // Of a run that is gone on with, they may be there, and the process may die before it writes.
      Files.deleteIfExists(round.results());
      Files.deleteIfExists(round.progress());
      return run(launch, problems, round, new ProcessLog(logs, stem), limits, done);
    } catch (IOException e) {
      throw new Failure(ExitCode.CANNOT_CREATE, "cannot write to " + run + ": " + e.getMessage());
    }
  }

  private static RoundProcess run(
      Launch launch,
      List<String> problems,
      Round round,
      ProcessLog log,
      Limits limits,
      LongConsumer done)
      throws IOException {
    Process process = log.start(jvmArguments -> command(launch, jvmArguments, round));
    try {
      End end = watch(process, round, limits, done).orElseGet(() -> end(process.exitValue(), log));
      return new RoundProcess(
          problems,
          RoundProgress.read(round.progress()),
          end,
          Optional.of(round.results()).filter(Files::exists));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static ProcessBuilder command(Launch launch, List<String> jvmArguments, Round round) {
    ProcessBuilder builder =
        launch
            .withClassPath(Round.classPath())
            .command(jvmArguments, BenchmarkMain.class.getName(), round.arguments());
    Round.environment().forEach(builder.environment()::putIfAbsent);
    return builder;
  }

  /**
   * Waits for the end of a round; kills it if its start or one problem takes too long, or too much
   * memory.
   *
   * @return why it was killed; empty if it ended by itself
   */
  private static Optional<End> watch(Process process, Round round, Limits limits, LongConsumer done)
      throws IOException, InterruptedException {
    Duration patience =
        limits
            .problem()
            .plusMillis(
                Math.round(
                    PATIENCE * MILLIS * (round.budget().warmUp() + round.budget().measurement())));
    long length = 0;
    AwakeClock clock = new AwakeClock(POLL);
    Duration since = clock.read();
    while (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
      long written = round.progress().toFile().length();
      Duration now = clock.read();
      Duration waited = now.minus(since);
      if (written > length) {
        length = written;
        since = now;
        done.accept(RoundProgress.read(round.progress()).done());
      } else if (length == 0 && waited.compareTo(limits.start()) > 0) {
        return kill(
            process,
            Outcome.TIMED_OUT,
            "did not start within " + limits.start().toSeconds() + " s");
      } else if (length > 0 && waited.compareTo(patience) > 0) {
        return kill(process, Outcome.TIMED_OUT, "no answer within " + patience.toSeconds() + " s");
      }
      Optional<String> exceeded = limits.exceeded(process);
      if (exceeded.isPresent()) {
        return kill(process, Outcome.CRASHED, exceeded.get());
      }
    }
    return Optional.empty();
  }

  private static Optional<End> kill(Process process, Outcome outcome, String message)
      throws InterruptedException {
    process.destroyForcibly().waitFor();
    return Optional.of(new End(outcome, message));
  }

  /**
   * What it means that a round's process ended with a status.
   *
   * @throws Failure if that was no fault of the backend's
   */
  static End end(int status, ProcessLog log) {
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
      default -> new End(Outcome.CRASHED, log.explain(status));
    };
  }
}
