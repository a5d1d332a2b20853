package dev.assay.reports.cli;

import dev.assay.bench.BenchmarkMain;
import dev.assay.bench.Round;
import dev.assay.bench.RoundProgress;
import dev.assay.bench.TimeBudget;
import dev.assay.host.Launch;
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
 * One round of timing in a process of its own, from its start to its end.
 *
 * @param reached how far it came
 * @param timedOut whether it was killed because one problem took too long
 * @param exitCode what it ended with
 * @param results JMH's JSON, if it got that far
 */
record RoundProcess(RoundProgress reached, boolean timedOut, int exitCode, Optional<Path> results) {
  private static final Duration POLL = Duration.ofMillis(100);

  /** A problem is run many times over, so it may take this many times its share of the time. */
  private static final int PATIENCE = 10;

  /**
   * Runs a round to its end.
   *
   * @param run the run's folder
   * @param stem what the round's files in it are named after
   * @param deadline for one problem, beyond the time that it is given for being timed
   * @param done told how many problems are finished
   * @throws Failure if the folder cannot be written to
   */
  static RoundProcess run(
      Launch launch,
      Path run,
      String stem,
      List<String> problems,
      TimeBudget budget,
      long seed,
      Duration deadline,
      LongConsumer done) {
    try {
      Path jmh = Files.createDirectories(run.resolve("jmh"));
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
      return run(launch, round, logs.resolve(stem + ".log"), deadline, done);
    } catch (IOException e) {
      throw new Failure(ExitCode.CANNOT_CREATE, "cannot write to " + run + ": " + e.getMessage());
    }
  }

  private static RoundProcess run(
      Launch launch, Round round, Path log, Duration deadline, LongConsumer done)
      throws IOException {
    Process process =
        launch
            .withClassPath(Round.classPath())
            .command(
                List.of("-XX:+ExitOnOutOfMemoryError", "-XX:-CreateCoredumpOnCrash"),
                BenchmarkMain.class.getName(),
                round.arguments())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Thread killer = new Thread(process::destroyForcibly, "round-killer");
    Runtime.getRuntime().addShutdownHook(killer);
    try {
      boolean timedOut = watch(process, round, deadline, done);
      return new RoundProcess(
          RoundProgress.read(round.progress()),
          timedOut,
          process.waitFor(),
          Optional.of(round.results()).filter(Files::exists));
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      forget(killer);
    }
  }

  /** Waits for the end of a round; kills it if one problem takes too long. */
  private static boolean watch(Process process, Round round, Duration deadline, LongConsumer done)
      throws IOException, InterruptedException {
    double patience =
        deadline.toSeconds() + PATIENCE * (round.budget().warmUp() + round.budget().measurement());
    int events = -1;
    long since = System.nanoTime();
    while (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
      RoundProgress reached = RoundProgress.read(round.progress());
      done.accept(reached.timed().size() + reached.failed().size());
      if (reached.events().size() != events) {
        events = reached.events().size();
        since = System.nanoTime();
      } else if ((System.nanoTime() - since) / 1e9 > patience) {
        process.destroyForcibly();
        return true;
      }
    }
    return false;
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // Shutting down already, and the hook does its work.
    }
  }

  /** The outcome of the problem that was running when the process ended. */
  Outcome outcome() {
    return timedOut ? Outcome.TIMED_OUT : Outcome.CRASHED;
  }

  /** How the process ended, in words. */
  String death(Duration deadline) {
    return timedOut
        ? "no answer within " + deadline.toSeconds() + " s while it was timed"
        : "the process ended with code " + exitCode + " while it was timed";
  }
}
