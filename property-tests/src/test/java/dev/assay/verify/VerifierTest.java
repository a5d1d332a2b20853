package dev.assay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.host.Worker;
import dev.assay.reference.op.OperationText;
import dev.assay.verify.generate.Shard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An honest backend verified in a process of its own, as a run does it. */
class VerifierTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @TempDir Path logs;

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
      List<String> first = new ArrayList<>();
      List<String> second = new ArrayList<>();
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
