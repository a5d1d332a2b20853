package dev.assay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.host.Worker;
import dev.assay.reference.op.Direction;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.Repeatability;
import dev.assay.worker.Repetition;
import dev.assay.worker.Repetition.Seen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a library says of its bits is held against those of a second run. */
class RepeatabilityTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @TempDir Path logs;

  private OperationReport verify(Class<? extends OracleBackend> backend, String operation) {
    try (Worker worker = TestWorkers.start(backend, DEADLINE, logs)) {
      return WholeCampaign.of(new Verifier(worker::execute), operation, 300);
    }
  }

  private Verdict verdict(String problem) {
    try (Worker worker = TestWorkers.start(WaveringBackend.class, DEADLINE, logs)) {
      return new Verifier(worker::execute).verify(Problem.parse(problem));
    }
  }

  /** The second runs of forward problems, of all of which the library says the same. */
  private static Reruns forward(OperationReport report, Repeatability declared) {
    Map<Repeatability, Reruns> reruns =
        Objects.requireNonNull(report.directions().get(Direction.FORWARD)).reruns();
    assertThat(reruns).containsOnlyKeys(declared);
    return Objects.requireNonNull(reruns.get(declared));
  }

  @Test
  void aBrokenPromiseIsAFailureOfItsOwnKind() {
    OperationReport report = verify(WaveringBackend.class, "softmax");

    List<Finding> broken =
        report.findings().stream().filter(finding -> finding.first().worst().isEmpty()).toList();
    assertThat(broken).isNotEmpty();
    assertThat(broken)
        .allSatisfy(
            finding -> {
              assertThat(finding.smallest().outcome()).isEqualTo(Outcome.FAILED);
              assertThat(finding.smallest().message())
                  .isEqualTo("a second run gave other bits, though the library promises the same");
            });
    assertThat(forward(report, Repeatability.PROMISED).otherBits()).isPositive();
  }

  @Test
  void whatIsNotPromisedIsSeenAndNoFailure() {
    OperationReport report = verify(WaveringBackend.class, "log-softmax");

    assertThat(report.findings()).isEmpty();
    assertThat(forward(report, Repeatability.DISCLAIMED).otherBits()).isPositive();
  }

  /** Where runs may differ, each of them must be right. */
  @Test
  void bothRunsAreJudged() {
    Verdict verdict = verdict("leaky-relu shape=2x3");

    assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(verdict.worst()).hasValueSatisfying(w -> assertThat(w.index()).isZero());
    assertThat(verdict.likeness().repetition())
        .isEqualTo(new Repetition(Repeatability.DISCLAIMED, Seen.OTHER_BITS));
  }

  @Test
  void theSameBitsAreSeenWhereTheyAreNotPromised() {
    OperationReport report = verify(WaveringBackend.class, "relu");

    assertThat(report.findings()).isEmpty();
    Reruns reruns = forward(report, Repeatability.DISCLAIMED);
    assertThat(reruns.problems()).isPositive();
    assertThat(reruns.otherBits()).isZero();
  }

  @Test
  void aBackendThatSaysNothingPromisesNothing() {
    OperationReport report = verify(OracleBackend.class, "linear");

    Reruns reruns = forward(report, Repeatability.UNSTATED);
    assertThat(reruns.otherBits()).isZero();
    // Exact sums are not taken twice.
    assertThat(reruns.problems()).isPositive().isLessThan(report.tries());
  }

  @Test
  void aVerdictTellsBoth() {
    assertThat(verdict("softmax shape=2x3 axis=1").likeness().repetition())
        .isEqualTo(new Repetition(Repeatability.PROMISED, Seen.OTHER_BITS));
    assertThat(verdict("log-softmax shape=2x3 axis=1").likeness().repetition())
        .isEqualTo(new Repetition(Repeatability.DISCLAIMED, Seen.OTHER_BITS));
    assertThat(verdict("sigmoid shape=2x3").likeness().repetition())
        .isEqualTo(new Repetition(Repeatability.PROMISED, Seen.SAME_BITS));
    assertThat(verdict("relu shape=2x3 fill=integer").likeness().repetition())
        .isEqualTo(new Repetition(Repeatability.DISCLAIMED, Seen.NOTHING));
  }
}
