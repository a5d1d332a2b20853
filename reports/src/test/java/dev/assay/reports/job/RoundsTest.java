package dev.assay.reports.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.bench.RoundEvent;
import dev.assay.bench.TimeBudget;
import dev.assay.host.HostException;
import dev.assay.host.Launch;
import dev.assay.host.Limits;
import dev.assay.reference.op.Tanh;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Backend;
import dev.assay.spi.Device;
import dev.assay.spi.Origin;
import dev.assay.verify.MisbehavingBackend;
import dev.assay.verify.OracleBackend;
import dev.assay.verify.Outcome;
import dev.assay.verify.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds as backends in processes of their own go through them. */
class RoundsTest {
  private static final TimeBudget BUDGET = new TimeBudget(0, 0.03);
  private static final Problem RELU = Problem.parse("relu shape=2");
  private static final Problem TANH = Problem.parse("tanh shape=4");
  private static final Problem LOG_SOFTMAX = Problem.parse("log-softmax shape=1x4 axis=1");

  /** Twice that is enough for the first run in a process. */
  private static final Duration SHORT = Duration.ofSeconds(2);

  @TempDir Path run;

  /** Two runs of it, as many as verify it, are over within the deadline. */
  public static final class SlowBackend extends OracleBackend {
    private static final Duration DEADLINE = Duration.ofMillis(1500);
    private static final int RUN_MILLISECONDS = 700;

    public SlowBackend(Device device, int threads) {
      super(device, threads);
    }

    @Override
    protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
      try {
        Thread.sleep(RUN_MILLISECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return super.compute(problem, inputs);
    }
  }

  /** Computes once; then it starts a process, and hangs. */
  public static final class TiredBackend extends OracleBackend {
    private static final String CHILD = "tired.child";

    private final Path child = Path.of(System.getProperty(CHILD));
    private boolean ran;

    public TiredBackend(Device device, int threads) {
      super(device, threads);
    }

    @Override
    protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
      if (ran) {
        hang();
      }
      ran = true;
      return super.compute(problem, inputs);
    }

    private void hang() {
      try {
        Process started = new ProcessBuilder("sleep", "600").start();
        Files.writeString(child, String.valueOf(started.pid()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      while (true) {
        Thread.onSpinWait();
      }
    }
  }

  /** The first process of all that is to compute a tanh is killed. */
  public static final class UnluckyBackend extends OracleBackend {
    private static final String KILLED = "unlucky.killed";

    private final Path killed = Path.of(System.getProperty(KILLED));

    public UnluckyBackend(Device device, int threads) {
      super(device, threads);
    }

    @Override
    protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
      if (problem.operation() instanceof Tanh && killed.toFile().mkdir()) {
        MisbehavingBackend.killItself();
      }
      return super.compute(problem, inputs);
    }
  }

  /** Can be opened, but not in the first process of all. */
  public static final class ReluctantBackend extends OracleBackend {
    private static final String TRIED = "reluctant.tried";

    public ReluctantBackend(Device device, int threads) {
      super(device, threads);
      if (Path.of(System.getProperty(TRIED)).toFile().mkdir()) {
        throw new IllegalStateException("the card is busy");
      }
    }
  }

  @Test
  void whatDoesNotStartIsStartedOnceMore() {
    Path tried = run.resolve("tried");
    Contender reluctant =
        contender(
            ReluctantBackend.class, List.of("-D" + ReluctantBackend.TRIED + "=" + tried), RELU);

    time(reluctant, Duration.ofMinutes(1));

    assertThat(tried).exists();
    assertThat(reluctant.outcome(RELU)).as(reluctant.message(RELU)).isEqualTo(Outcome.PASSED);
    assertThat(reluctant.timing(RELU)).isNotNull();
  }

  @Test
  void whatIsSlowButWasVerifiedInTimeDoesNotCountAsHung() {
    Contender slow = contender(SlowBackend.class, RELU);

    time(slow, SlowBackend.DEADLINE);

    assertThat(slow.outcome(RELU)).as(slow.message(RELU)).isEqualTo(Outcome.PASSED);
    assertThat(slow.timing(RELU)).isNotNull();
  }

  @Test
  void whatHangsCostsItselfAlone() {
    Contender hanging = contender(MisbehavingBackend.class, RELU, TANH);

    List<Long> done = time(hanging, SHORT);

    assertThat(hanging.outcome(TANH)).isEqualTo(Outcome.TIMED_OUT);
    assertThat(hanging.message(TANH)).isEqualTo("no answer within 4 s while it was timed");
    assertThat(hanging.timing(RELU)).isNotNull();
    assertThat(done).isSorted().endsWith(2L);
  }

  /** How long its first run took tells how long to wait for the others: not ten seconds. */
  @Test
  void whatHangsThoughItWasFastIsNotWaitedForLong() throws IOException {
    Path child = run.resolve("child");
    Contender tired =
        contender(TiredBackend.class, List.of("-D" + TiredBackend.CHILD + "=" + child), RELU);

    time(tired, SHORT);

    assertThat(tired.outcome(RELU)).isEqualTo(Outcome.TIMED_OUT);
    assertThat(tired.message(RELU)).matches("no answer within [2-9] s while it was timed");
    ProcessHandle.of(Long.parseLong(Files.readString(child)))
        .ifPresent(started -> assertThat(started.onExit()).succeedsWithin(Duration.ofMinutes(1)));
  }

  /** The kernel may have killed it for the memory that somebody else took. */
  @Test
  void whatAProcessDidNotDieOfTwiceIsNotItsFault() {
    Path killed = run.resolve("killed");
    Contender unlucky =
        contender(
            UnluckyBackend.class, List.of("-D" + UnluckyBackend.KILLED + "=" + killed), RELU, TANH);

    List<Long> done = time(unlucky, Duration.ofMinutes(1));

    assertThat(killed).exists();
    for (Problem problem : List.of(RELU, TANH)) {
      assertThat(unlucky.outcome(problem)).isEqualTo(Outcome.PASSED);
      assertThat(unlucky.timing(problem)).isNotNull();
    }
    assertThat(run.resolve("logs/mine-1.log"))
        .content()
        .contains("assay: killed from outside, and asked once more: " + TANH);
    assertThat(done).isSorted().endsWith(2L);
  }

  @Test
  void whatKillsEachProcessThatIsAskedIsToBlame() {
    Contender deadly = contender(MisbehavingBackend.class, LOG_SOFTMAX);

    time(deadly, Duration.ofMinutes(1));

    assertThat(deadly.outcome(LOG_SOFTMAX)).isEqualTo(Outcome.CRASHED);
    assertThat(deadly.message(LOG_SOFTMAX)).startsWith("killed (SIGKILL)");
    assertThat(run.resolve("logs")).isDirectoryContaining("glob:**/mine-1-1.log");
  }

  /** A run that is gone on with has files of the same name from before. */
  @Test
  void whatAProcessBeforeItLeftIsNotItsOwn() throws IOException {
    Path jmh = Files.createDirectories(run.resolve("jmh"));
    Path logs = Files.createDirectories(run.resolve("logs"));
    Files.writeString(jmh.resolve("mine-1.json"), "damaged");
    Files.writeString(
        logs.resolve("mine-1.progress"),
        new RoundEvent(RoundEvent.Kind.STARTED, RELU.toString(), "") + "\n");
    Contender ending = contender(OracleBackend.class, List.of("-XX:+NoSuchFlag"), RELU);

    time(ending, Duration.ofMinutes(1));

    assertThat(ending.outcome(RELU)).isEqualTo(Outcome.CRASHED);
    assertThat(ending.message(RELU)).endsWith(" before it was timed");
    assertThat(ending.timing(RELU)).isNull();
  }

  /** As where there is no memory for a further process. */
  @Test
  void aProcessThatTheSystemDoesNotStartIsNotTheBackendsFault() {
    Contender none = contender(OracleBackend.class, List.of("no\0argument"), RELU);

    assertThatThrownBy(() -> time(none, Duration.ofMinutes(1)))
        .isInstanceOf(HostException.class)
        .hasMessageStartingWith("the process that times mine could not be started: invalid null");
    assertThat(none.outcome(RELU)).isEqualTo(Outcome.PASSED);
  }

  /**
   * Times all of a contender's problems.
   *
   * @return how many were said to be done, each time that it was said
   */
  private List<Long> time(Contender contender, Duration deadline) {
    List<Long> done = new ArrayList<>();
    new Rounds(run, new Limits(Duration.ofMinutes(1), deadline, Long.MAX_VALUE))
        .time(contender, "mine-1", contender.toTime(), BUDGET, 1, done::add);
    return done;
  }

  private static Contender contender(Class<? extends Backend> backend, Problem... verified) {
    return contender(backend, List.of(), verified);
  }

  /** One that got everything right. */
  private static Contender contender(
      Class<? extends Backend> backend, List<String> jvmArguments, Problem... verified) {
    Map<Problem, Verdict> verdicts = new LinkedHashMap<>();
    for (Problem problem : verified) {
      verdicts.put(problem, Verdict.of(problem, Outcome.PASSED, ""));
    }
    return new Contender(
        new Launch(
            "mine",
            backend.getName(),
            Device.CPU,
            1,
            List.of(Origin.of(backend), Origin.of(OracleBackend.class)),
            jvmArguments,
            List.of()),
        1,
        verdicts);
  }
}
