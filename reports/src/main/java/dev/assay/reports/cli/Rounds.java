package dev.assay.reports.cli;

import dev.assay.bench.BenchmarkMain;
import dev.assay.bench.Round;
import dev.assay.bench.RoundProgress;
import dev.assay.bench.TimeBudget;
import dev.assay.host.AwakeClock;
import dev.assay.host.HostException;
import dev.assay.host.Launch;
import dev.assay.host.Limits;
import dev.assay.host.ProcessLog;
import dev.assay.reports.record.FileTrouble;
import dev.assay.verify.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Times contenders, each round in a process of its own.
 *
 * @param run the run's folder
 * @param limits of each process; each of the runs that timing a problem takes at least may be as
 *     long as all those may be that verify it
 */
record Rounds(Path run, Limits limits) {
  /** The folder of JMH's files in that of the run. */
  static final String RESULTS = "jmh";

  private static final Duration POLL = Duration.ofMillis(100);
  private static final double MILLIS = 1000;

  /**
   * How many times the time that it is given a problem may take beside the runs that it takes at
   * least: it is warmed up for as long as it gets faster.
   */
  private static final int BUDGETS = 10;

  /**
   * A round of a contender, which learns how each of its processes ended: what is left of the round
   * after a crash goes to another one.
   *
   * @param stem what the files of the first process are named after; {@code -1}, {@code -2} …
   *     behind it tell those of further ones
   * @param problems what to time
   * @param done told how many of them are done with
   * @throws Failure if the folder cannot be written to, here or by a process
   * @throws HostException if the system starts no process
   */
  void time(
      Contender contender,
      String stem,
      List<String> problems,
      TimeBudget budget,
      long seed,
      LongConsumer done) {
    List<String> left = problems;
    for (int part = 0; !left.isEmpty(); part++) {
      int before = problems.size() - left.size();
      RoundProcess process =
          run(
              contender.launch(),
              part == 0 ? stem : stem + "-" + part,
              left,
              budget,
              seed,
              count -> done.accept(before + count));
      contender.add(process, budget);
      List<String> notBegun = process.reached().notBegun(left);
      // Otherwise the backend did not even start, and will not the next time either.
      left = notBegun.size() < left.size() ? notBegun : List.of();
    }
    done.accept(problems.size());
  }

  private RoundProcess run(
      Launch launch,
      String stem,
      List<String> problems,
      TimeBudget budget,
      long seed,
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
      ProcessLog log = new ProcessLog(logs, stem);
      RoundProcess.End end = end(start(launch, round, log), round, log, done);
      return new RoundProcess(
          problems,
          RoundProgress.read(round.progress()),
          end,
          Optional.of(round.results()).filter(Files::exists));
    } catch (IOException e) {
      throw new Failure(
          ExitCode.CANNOT_CREATE, "cannot write to " + run + ": " + FileTrouble.reason(e));
    }
  }

  private Process start(Launch launch, Round round, ProcessLog log) {
    try {
      return log.start(jvmArguments -> command(launch, jvmArguments, round));
    } catch (IOException e) {
      throw new HostException(
          "the process that times "
              + launch.backend()
              + " could not be started: "
              + e.getMessage()
              + "; free memory, or let the user have more processes",
          e);
    }
  }

  private ProcessBuilder command(Launch launch, List<String> jvmArguments, Round round) {
    ProcessBuilder builder =
        launch
            .withClassPath(Round.classPath())
            .command(
                limits.jvmArguments(jvmArguments),
                BenchmarkMain.class.getName(),
                round.arguments());
    Round.environment().forEach(builder.environment()::putIfAbsent);
    return builder;
  }

  /** Waits for the end of a round. */
  private RoundProcess.End end(Process process, Round round, ProcessLog log, LongConsumer done)
      throws IOException {
    try {
      return watch(process, round, done)
          .orElseGet(() -> RoundProcess.End.of(process.exitValue(), log));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  /**
   * Waits for the end of a round; kills it if its start or one problem takes too long, or too much
   * memory.
   *
   * @return why it was killed; empty if it ended by itself
   */
  private Optional<RoundProcess.End> watch(Process process, Round round, LongConsumer done)
      throws IOException, InterruptedException {
    Duration patience = patience(round.budget());
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

  /**
   * How long a process may be silent, as it is from the beginning of a problem to its end. What was
   * right within the deadline must not count as hung for being run more often here than there.
   */
  private Duration patience(TimeBudget budget) {
    return limits
        .problem()
        .multipliedBy(TimeBudget.FEWEST_RUNS)
        .plusMillis(Math.round(BUDGETS * MILLIS * (budget.warmUp() + budget.measurement())));
  }

  private static Optional<RoundProcess.End> kill(Process process, Outcome outcome, String message)
      throws InterruptedException {
    process.destroyForcibly().waitFor();
    return Optional.of(new RoundProcess.End(outcome, message));
  }
}
