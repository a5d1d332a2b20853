package dev.assay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.host.Worker;
import dev.assay.reference.op.OperationText;
import dev.assay.verify.generate.Shard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The suite itself is tested: every fault must be found, and the honest backend must not be
 * accused.
 */
class FaultyBackendsTest {
  private static final int TRIES = 300;

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @TempDir Path logs;

  static List<Arguments> faults() {
    return List.of(
        Arguments.of(FaultyBackends.MissingBias.class, "conv2d"),
        Arguments.of(FaultyBackends.FlippedKernel.class, "conv2d"),
        Arguments.of(FaultyBackends.DroppedTail.class, "conv2d"),
        Arguments.of(FaultyBackends.SilentBfloat16.class, "conv2d"),
        Arguments.of(FaultyBackends.SilentBfloat16.class, "linear"),
        Arguments.of(FaultyBackends.PaddingCounted.class, "average-pool2d"),
        Arguments.of(FaultyBackends.AccumulatingGradient.class, "linear"),
        Arguments.of(FaultyBackends.GradientOfWrongGroup.class, "conv2d"),
        Arguments.of(FaultyBackends.SummedLoss.class, "cross-entropy"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void everyFaultIsFound(Class<? extends OracleBackend> backend, String operation) {
    try (Worker worker = TestWorkers.start(backend, DEADLINE, logs)) {
      OperationReport report = WholeCampaign.of(new Verifier(worker::execute), operation, TRIES);

      assertThat(report.findings()).isNotEmpty();
      assertThat(report.findings())
          .allSatisfy(found -> assertThat(found.smallest().outcome()).isEqualTo(Outcome.FAILED));
    }
  }

  @Test
  void honestBackendIsNotAccused() {
    try (Worker worker = TestWorkers.start(OracleBackend.class, DEADLINE, logs)) {
      Verifier verifier = new Verifier(worker::execute);
      for (String operation : OperationText.names()) {
        OperationReport report = WholeCampaign.of(verifier, operation, 1000);

        assertThat(report.findings()).as(operation).isEmpty();
        assertThat(report.directions().values())
            .flatMap(tally -> tally.reruns().values())
            .allMatch(reruns -> reruns.otherBits() == 0);
      }
    }
  }

  @Test
  void sameSeedGivesTheSameProblems() {
    try (Worker worker = TestWorkers.start(OracleBackend.class, DEADLINE, logs)) {
      List<String> first = new java.util.ArrayList<>();
      List<String> second = new java.util.ArrayList<>();
      Verifier verifier = new Verifier(worker::execute);
      for (List<String> problems : List.of(first, second)) {
        verifier
            .campaign(
                "conv2d", 7, Shard.WHOLE, 0, verdict -> problems.add(verdict.problem().toString()))
            .advance(200);
      }

      assertThat(second).isEqualTo(first);
    }
  }
}
