package dev.assay.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.assay.host.Answer;
import dev.assay.host.Crew;
import dev.assay.host.HostException;
import dev.assay.host.Worker;
import dev.assay.reference.op.Direction;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Device;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import dev.assay.verify.law.AdjointIdentity;
import dev.assay.worker.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a worker dies of is a result; the rest of the run is not lost. */
class WorkerDeathTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @TempDir Path logs;

  @ParameterizedTest
  @CsvSource({
    "sigmoid shape=4, 30, CRASHED, SIGSEGV",
    "tanh shape=4, 3, TIMED_OUT, no answer within 3 s",
    "flatten shape=4x1, 3, CRASHED, SIGSEGV in C  [libc.so.6+0x97fd8]",
    "relu shape=4, 30, CRASHED, exit code 42",
    "softmax shape=1x4 axis=1, 30, CRASHED, Java heap exhausted",
    "linear n=1 in=1 out=4, 30, CRASHED, exceeded its memory limit of 400 MiB",
    "log-softmax shape=1x4 axis=1, 30, CRASHED, killed (SIGKILL)",
  })
  void deathIsRecordedAndSurvived(String problem, int seconds, Outcome outcome, String message) {
    Duration deadline = Duration.ofSeconds(seconds);
    try (Worker worker = TestWorkers.start(MisbehavingBackend.class, deadline, logs)) {
      Verifier verifier = new Verifier(worker::execute);

      Verdict verdict = verifier.verify(Problem.parse(problem));

      assertThat(verdict.outcome()).isEqualTo(outcome);
      assertThat(verdict.message()).contains(message);
      // A fresh worker is there and right.
      assertThat(verifier.verify(Problem.parse("mean-squared-error shape=3")).outcome())
          .isEqualTo(Outcome.PASSED);
    }
  }

  /** Whose process is known to end may end it, and do nothing else. */
  @ParameterizedTest
  @CsvSource({
    "sigmoid shape=4, 30, KNOWN",
    "relu shape=4, 30, KNOWN",
    "flatten shape=4x1, 3, KNOWN",
    "tanh shape=4, 3, TIMED_OUT",
    "softmax shape=1x4 axis=1, 30, CRASHED",
    "linear n=1 in=1 out=4, 30, CRASHED",
    "log-softmax shape=1x4 axis=1, 30, CRASHED",
  })
  void aKnownEndExcusesNeitherAHangNorALackOfMemory(String problem, int seconds, Outcome outcome) {
    Duration deadline = Duration.ofSeconds(seconds);
    try (Worker worker = TestWorkers.start(MortalBackend.class, deadline, logs)) {
      assertThat(new Verifier(worker::execute).verify(Problem.parse(problem)).outcome())
          .isEqualTo(outcome);
    }
  }

  /** Of which it is known that its process may end. */
  public static final class MortalBackend extends MisbehavingBackend {
    public MortalBackend(Device device, int threads) {
      super(device, threads);
    }

    @Override
    public List<KnownDivergence> knownDivergences() {
      return List.of(
          new KnownDivergence(
              "mortal",
              "ends",
              List.of(),
              Problem.parse("relu shape=4"),
              problem -> true,
              new Symptom.Dies()));
    }
  }

  @Test
  void whatNativesPrintNeverReachesTheProtocol() {
    try (Worker worker = TestWorkers.start(MisbehavingBackend.class, DEADLINE, logs)) {
      OperationReport report = WholeCampaign.of(new Verifier(worker::execute), "leaky-relu", 200);

      assertThat(report.findings()).isEmpty();
      assertThat(report.directions().keySet()).contains(Direction.FORWARD);
      assertThat(report.directions().values())
          .allSatisfy(tally -> assertThat(tally.outcomes()).containsKey(Outcome.PASSED));
      assertThat(logs.resolve("MisbehavingBackend.log")).content().contains("natives say");
    }
  }

  /** An interrupt meanwhile would leave it lying about. */
  @Test
  void theSocketIsGoneBeforeTheBackendHasStarted() {
    try (Worker worker = TestWorkers.start(CuriousBackend.class, DEADLINE, logs)) {
      assertThat(new Verifier(worker::execute).verify(Problem.parse("relu shape=3")).outcome())
          .isEqualTo(Outcome.PASSED);
    }
  }

  @Test
  void oneDeathCostsOneAnswer() {
    try (Worker worker = TestWorkers.start(MisbehavingBackend.class, DEADLINE, logs)) {
      Verifier verifier = new Verifier(worker::execute);

      assertThat(verifier.verify(Problem.parse("relu shape=4")).outcome())
          .isEqualTo(Outcome.CRASHED);
      assertThat(verifier.verify(Problem.parse("relu shape=3")).outcome())
          .isEqualTo(Outcome.PASSED);
    }
  }

  @Test
  void deathIsRecordedThoughTheBackendDoesNotStartAgain() {
    List<Path> classPath = TestWorkers.classPath();
    try (Worker worker = TestWorkers.start(MisbehavingBackend.class, classPath, DEADLINE, logs)) {
      Verifier verifier = new Verifier(worker::execute);
      classPath.clear();

      assertThat(verifier.verify(Problem.parse("relu shape=4")))
          .extracting(Verdict::outcome, Verdict::message)
          .containsExactly(Outcome.CRASHED, "ended, exit code 42");
      assertThatThrownBy(() -> verifier.verify(Problem.parse("relu shape=3")))
          .isInstanceOf(HostException.class)
          .hasMessageStartingWith("MisbehavingBackend did not start")
          .hasMessageEndingWith("; it had died of: relu shape=4");
    }
  }

  /** It must not take the answers to the problems that were given up for those to the next ones. */
  @Test
  void workerIsOfUseThoughJudgingThrew() {
    try (Worker worker = TestWorkers.start(OracleBackend.class, DEADLINE, logs)) {
      List<Request> requests = Collections.nCopies(100, Request.of(Problem.parse("relu shape=3")));
      assertThatThrownBy(
              () ->
                  worker.execute(
                      requests,
                      answer -> {
                        throw new IllegalStateException("judge");
                      }))
          .hasMessage("judge");

      assertThat(new Verifier(worker::execute).verify(Problem.parse("tanh shape=3")).outcome())
          .isEqualTo(Outcome.PASSED);
    }
  }

  /** Of one problem, and of what a law asks about one, nothing is given up for earlier deaths. */
  @Test
  void manyDeathsCostNoLaterProblemItsAnswer() {
    try (Worker worker = TestWorkers.start(MisbehavingBackend.class, DEADLINE, logs)) {
      Verifier verifier = new Verifier(worker::execute);
      for (int i = 0; i < 8; i++) {
        assertThat(verifier.verify(Problem.parse("relu shape=4")).outcome())
            .isEqualTo(Outcome.CRASHED);
      }
      Problem problem = Problem.parse("conv2d backward-data n=1 c=1 h=2 w=2 k=1 kernel=1x1");
      assertThat(verifier.verify(problem, new AdjointIdentity()))
          .map(Verdict::outcome)
          .contains(Outcome.PASSED);
    }
  }

  /** The kernel may have killed it for the memory that somebody else took. */
  @Test
  void whatAWorkerDidNotDieOfTwiceIsNotItsFault() {
    try (Worker worker = TestWorkers.start(OracleBackend.class, DEADLINE, logs)) {
      ProcessHandle.current()
          .children()
          .filter(child -> child.info().commandLine().orElse("").contains("OracleBackend"))
          .forEach(ProcessHandle::destroyForcibly);
      List<Request> requests = Collections.nCopies(3, Request.of(Problem.parse("relu shape=3")));
      List<Answer> answers = new ArrayList<>();

      worker.execute(requests, answers::add);

      assertThat(answers).hasSize(3).hasOnlyElementsOfType(Answer.Replied.class);
      assertThat(worker.hasDied()).isFalse();
      assertThat(logs.resolve("OracleBackend.log"))
          .content()
          .containsOnlyOnce("asked once more: relu shape=3");
    }
  }

  /**
   * What a native library forks holds the worker's end of the connection open, as does what the JVM
   * starts when it crashes.
   */
  @Test
  void aProcessThatOutlivesTheWorkerKeepsNobodyWaiting() {
    try (Worker worker =
        TestWorkers.start(MisbehavingBackend.class, DEADLINE, logs, "-XX:OnError=sleep 100 &")) {
      assertTimeout(
          DEADLINE,
          () ->
              assertThat(
                      new Verifier(worker::execute)
                          .verify(Problem.parse("sigmoid shape=4"))
                          .message())
                  .contains("SIGSEGV"));
    }
  }

  @Test
  void theHeapIsAShareOfTheLimit() {
    try (Worker worker = TestWorkers.start(MisbehavingBackend.class, DEADLINE, logs, "-Xms32m")) {
      assertThat(
              new Verifier(worker::execute)
                  .verify(Problem.parse("softmax shape=1x4 axis=1"))
                  .message())
          .contains("Java heap exhausted");
    }
  }

  /** Here the memory for what is sent ran out. */
  @Test
  void whatCannotBeSentIsNoFaultOfTheWorkers() {
    List<Tensor> unwritable =
        new AbstractList<>() {
          @Override
          public Tensor get(int index) {
            throw new OutOfMemoryError("simulated");
          }

          @Override
          public int size() {
            return 1;
          }
        };
    Problem problem = Problem.parse("relu shape=3");
    try (Crew crew = TestWorkers.crew(2, OracleBackend.class, DEADLINE, logs)) {
      List<Request> requests =
          List.of(Request.of(problem), Request.once(problem, unwritable), Request.of(problem));
      assertThatThrownBy(() -> crew.execute(requests, answer -> true))
          .isInstanceOf(OutOfMemoryError.class)
          .hasMessage("simulated");
    }
  }
}
