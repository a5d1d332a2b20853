package dev.assay.bench;

import dev.assay.bench.RoundEvent.Kind;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.Backend;
import dev.assay.spi.BackendProcess;
import dev.assay.spi.Description;
import dev.assay.spi.UnsupportedProblemException;
import java.io.IOException;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The process of one {@link Round}. What it has to say goes to the round's files, as native
 * libraries may print whatever they like.
 *
 * <p>Exit status: 0 when every problem was tried, whatever came of it; 64 for arguments that make
 * no round; 69 if the backend could not be started; 70 for a fault of this suite's own; 74 if a
 * file could not be read or written. Whatever a backend throws, it throws on its {@linkplain
 * BackendThread own thread}; an exception anywhere else is a fault of the suite's. A native library
 * may still crash while the process ends, so it is the progress that says which problems are done.
 */
public final class BenchmarkMain {
  /** Exit status: the arguments make no round. */
  public static final int USAGE = 64;

  /** Exit status: a fault of this suite's own; the log has the stack trace. */
  public static final int SOFTWARE = 70;

  /** Exit status: a file could not be read or written. */
  public static final int INPUT_OUTPUT = 74;

  private static final int UNAVAILABLE = 69;

  private static final double NANO = 1e-9;

  private final Round round;
  private final List<String> problems;
  private final Writer progress;
  private final ResultsFile results;

  private BenchmarkMain(Round round, List<String> problems, Writer progress) throws IOException {
    this.round = round;
    this.results = new ResultsFile(round.results());
    this.problems = problems;
    this.progress = progress;
  }

  public static void main(String[] arguments) throws InterruptedException {
    BackendProcess.begin();
    // One file in the temporary directory would lock out the rounds of every other user.
    System.setProperty("jmh.ignoreLock", "true");
    BackendThread.useForJmh();
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) throws InterruptedException {
    Round round;
    try {
      round = Round.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return USAGE;
    }
    try (Writer progress = Files.newBufferedWriter(round.progress(), StandardCharsets.UTF_8)) {
      List<String> problems = new ArrayList<>(Files.readAllLines(round.problems()));
      problems.removeIf(String::isBlank);
      Collections.shuffle(problems, new Random(round.seed()));
      return new BenchmarkMain(round, problems, progress).run();
    } catch (IOException e) {
      System.err.println("cannot read or write a file of the round: " + e.getMessage());
      return INPUT_OUTPUT;
    } catch (RuntimeException | Error e) {
      e.printStackTrace();
      return SOFTWARE;
    }
  }

  private int run() throws IOException, InterruptedException {
    Backend backend;
    Description description;
    try {
      backend =
          BackendThread.call(
              () -> BackendProcess.open(round.backend(), round.device(), round.threads()));
      description = BackendThread.call(backend::description);
      say(Kind.READY, "", String.valueOf(description.threads()));
    } catch (ExecutionException e) {
      say(Kind.UNAVAILABLE, "", describe(e));
      return UNAVAILABLE;
    }
    Possible possible =
        Possible.on(
            round.device(), Math.max(round.threads(), Runtime.getRuntime().availableProcessors()));
    ProblemTimer timer =
        new ProblemTimer(
            backend,
            description.precision(),
            possible,
            round.budget(),
            Surroundings.of(round.threads()));
    Retiming.timeAll(problems, (problem, most) -> time(timer, problem, most));
    try {
      BackendThread.call(
          () -> {
            backend.close();
            return true;
          });
    } catch (ExecutionException e) {
      System.err.println("the backend failed to close: " + describe(e));
    }
    return 0;
  }

  private Retiming.Timed time(ProblemTimer timer, String problem, int mostIterations)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    int disturbed = 0;
    say(Kind.STARTED, problem, "");
    try {
      ProblemTimer.Timed timed =
          timer.time(
              Problem.parse(problem),
              mostIterations,
              seconds -> say(Kind.RAN, problem, String.valueOf(seconds)));
      disturbed = timed.disturbed();
      results.add(timed.result());
      say(Kind.TIMED, problem, timed.cost().map(RunCost::toString).orElse(""));
    } catch (ExecutionException | RunnerException e) {
      boolean unsupported = thrown(e) instanceof UnsupportedProblemException;
      say(unsupported ? Kind.UNSUPPORTED : Kind.FAILED, problem, describe(e));
    } catch (WithheldException e) {
      say(e.isWrong() ? Kind.WRONG : Kind.MISTRUSTED, problem, describe(e));
    }
    return new Retiming.Timed(disturbed, (System.nanoTime() - start) * NANO);
  }

  private void say(Kind kind, String problem, String detail) throws IOException {
    progress.write(new RoundEvent(kind, problem, detail) + "\n");
    progress.flush();
  }

  private static String describe(Throwable wrapped) {
    Throwable thrown = thrown(wrapped);
    return thrown.getMessage() == null ? thrown.getClass().getName() : thrown.getMessage();
  }

  /** What a backend threw, without what wrapped it on the way here. */
  private static Throwable thrown(Throwable wrapped) {
    if (wrapped instanceof BenchmarkException && wrapped.getSuppressed().length > 0) {
      return thrown(wrapped.getSuppressed()[0]); // where JMH keeps what a benchmark threw
    }
    boolean wrapper =
        wrapped instanceof ExecutionException
            || wrapped instanceof InvocationTargetException
            || wrapped instanceof RunnerException;
    Throwable cause = wrapped.getCause();
    return wrapper && cause != null ? thrown(cause) : wrapped;
  }
}
