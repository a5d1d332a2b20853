package dev.assay.verify.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.host.Worker;
import dev.assay.verify.Outcome;
import dev.assay.verify.TestWorkers;
import dev.assay.verify.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a backend does with an invalid problem is seen, even if only the next problem shows it. */
class ErrorContractTest {
  private static final Duration DEADLINE = Duration.ofSeconds(3);

  @TempDir Path logs;

  @ParameterizedTest
  @CsvSource({
    "conv2d-weights-channels, REJECTED, input 1 has a wrong shape",
    "relu-gradient-of-other-size, ACCEPTED, computed 6 numbers",
    "softmax-axis-too-large, CRASHED, exit code 42",
    "max-pool2d-stride-zero, TIMED_OUT, no answer within 3 s",
    "linear-bias-length, UNSUPPORTED, no matrices",
    // The oracle, not the backend, finds no axis 5.
    "arg-max-axis-too-large, UNSUPPORTED, does not reach the backend",
    "add-sizes, ACCEPTED, 'the next problem, a valid one: output[0,0,0,0] is '",
  })
  void whatItDoesIsSeen(String name, Outcome outcome, String message) {
    try (Worker worker = TestWorkers.start(CarelessBackend.class, DEADLINE, logs)) {
      ErrorContract contract = new ErrorContract(worker::execute);

      Verdict verdict = contract.verify(InvalidProblem.named(name));

      assertThat(verdict.outcome()).isEqualTo(outcome);
      assertThat(verdict.message()).contains(message);
    }
  }

  @Test
  void oneProblemDoesNotSpoilTheNext() {
    try (Worker worker = TestWorkers.start(CarelessBackend.class, DEADLINE, logs)) {
      ErrorContract contract = new ErrorContract(worker::execute);

      contract.verify(InvalidProblem.named("softmax-axis-too-large"));

      assertThat(contract.verify(InvalidProblem.named("conv2d-weights-channels")).outcome())
          .isEqualTo(Outcome.REJECTED);
    }
  }
}
