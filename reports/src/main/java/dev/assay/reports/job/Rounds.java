package dev.assay.reports.job;

import dev.assay.bench.BenchmarkMain;
import dev.assay.bench.Round;
import dev.assay.bench.RoundProgress;
import dev.assay.bench.TimeBudget;
import dev.assay.host.AwakeClock;
import dev.assay.host.HostException;
import dev.assay.host.Launch;
import dev.assay.host.Limits;
import dev.assay.host.ProcessLog;
import dev.assay.host.ProcessTree;
import dev.assay.reference.problem.Problem;
import dev.assay.reports.console.ExitCode;
import dev.assay.reports.console.Failure;
import dev.assay.reports.record.FileTrouble;
import dev.assay.verify.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Times contenders, each round in a process of its own.
 *
 * @param run the run's folder
 * @param limits of each process, and of single runs in it
 */
record Rounds(Path run, Limits limits) {
  /** The folder of JMH's files in that of the run. */
  static final String RESULTS = "jmh";

  private static final String NOT_BEGUN = "what it had not begun";
  private static final Duration POLL = Duration.ofMillis(100);
  private static final double MILLIS = 1000;

  /**
   * How many times the time that it is given a problem may take beside the runs that it takes at
   * least: it is warmed up for as long as it gets faster.
   */
  private static final int BUDGETS = 10;

  /**
   * How many deadlines there are for preparing a problem and its first run, which pays for
   * everything done once. A network may be larger than what it was verified by.
   */
  private static final int FIRST_DEADLINES = 2;

  /** How long one that was killed is waited for: a driver may keep it for ever. */
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  /** How many times as long as its first run any other run of a problem may take. */
  private static final int SLOWER = 10;

  /**
   * A round of a contender, which learns how each of its processes ended: what is left of the round
   * after a crash goes to another one, and so does, once, what was running while somebody else
   * killed it.
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
    Set<String> onceMore = new HashSet<>();
    for (int part = 0; !left.isEmpty(); part++) {
      int before = problems.size() - left.size();
      RoundProcess process =
          run(
              contender.launch(),
              part == 0 ? stem : stem + "-" + part,
              left,
              budget,
              seed,
              onceMore,
              count -> done.accept(before + count));
      contender.add(process, budget);
      // A backend that did not even start will not the next time either.
      left = process.isNothingBegun() ? List.of() : process.reached().notBegun(left);
    }
    done.accept(problems.size());
  }

  /**
   * Runs one process.
   *
   * @param onceMore what is asked once more, or is to be: what was running while somebody else
   *     killed a process, or that it had not begun, for whatever reason
   */
  private RoundProcess run(
      Launch launch,
      String stem,
      List<String> problems,
      TimeBudget budget,
      long seed,
      Set<String> onceMore,
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
      RoundProcess process =
          new RoundProcess(
              problems,
              RoundProgress.read(round.progress()),
              end,
              Optional.of(round.results()).filter(Files::exists));
      String running = process.reached().running().orElse(NOT_BEGUN);
      if ((end.fromOutside() || process.isNothingBegun()) && onceMore.add(running)) {
        log.askedOnceMore(end.fromOutside() ? "killed from outside" : end.message(), running);
        return process.ofWhatIsDone();
      }
      return process;
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
      ProcessTree.kill(process);
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
    Duration patience = limits.start();
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
        RoundProgress reached = RoundProgress.read(round.progress());
        patience = patience(reached, round.budget());
        done.accept(reached.done());
      } else if (waited.compareTo(patience) > 0) {
        String what = length == 0 ? "did not start" : "no answer";
        return kill(process, Outcome.TIMED_OUT, what + " within " + patience.toSeconds() + " s");
      }
      Optional<String> exceeded = limits.exceeded(process);
      if (exceeded.isPresent()) {
        return kill(process, Outcome.CRASHED, exceeded.get());
      }
    }
    return Optional.empty();
  }

  /**
   * How long a process that has started may be silent. What was right within the deadline must not
   * count as hung for being run more often here than there: each run may take that long, unless the
   * first took far less.
   */
  private Duration patience(RoundProgress reached, TimeBudget budget) {
    Duration deadline =
        reached.running().map(Problem::parse).map(limits::deadline).orElse(limits.problem());
    if (reached.firstRun().isEmpty()) {
      return deadline.multipliedBy(FIRST_DEADLINES);
    }
    double run = Math.min(deadline.toMillis() / MILLIS, SLOWER * reached.firstRun().getAsDouble());
    double seconds =
        (TimeBudget.FEWEST_RUNS - 1) * run + BUDGETS * (budget.warmUp() + budget.measurement());
    return deadline.plusMillis(Math.round(MILLIS * seconds));
  }

  private static Optional<RoundProcess.End> kill(Process process, Outcome outcome, String message)
      throws InterruptedException {
    ProcessTree.kill(process);
    process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    return Optional.of(new RoundProcess.End(outcome, message));
  }
}
