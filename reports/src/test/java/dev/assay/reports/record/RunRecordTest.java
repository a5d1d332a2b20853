package dev.assay.reports.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.verify.Outcome;
import org.junit.jupiter.api.Test;

class RunRecordTest {
  private static ProofRecord proof(String problem, Outcome outcome) {
    return new ProofRecord(
        "b", "lenet5", 2, 2, "0a1b", problem, 61_706, 10, 100, outcome, null, null, "");
  }

  private static TrainingRecord timed(String problem) {
    return new TrainingBuilder("b", "lenet5", 64).problem(problem).proof("0a1b").build();
  }

  /** They have one proof, of which each problem is about one of them. */
  @Test
  void whatIsWrongWithTrainingSaysNothingOfInference() {
    TrainingRecord training = timed("training-step network=lenet5 n=64");
    TrainingRecord inference = timed("inference network=lenet5 n=64");
    RunRecord run =
        SampleRuns.begun()
            .with(proof("training-step network=lenet5 n=4", Outcome.PASSED))
            .with(proof("inference network=lenet5 n=4", Outcome.PASSED))
            .with(training)
            .with(inference);

    assertThat(run.provedTraining()).containsExactly(training, inference);
    String step = "training-step network=lenet5 n=2 optimizer=adam";
    assertThat(run.with(proof(step, Outcome.FAILED)).provedTraining()).containsExactly(inference);
    assertThat(run.with(proof(step, Outcome.UNSUPPORTED)).provedTraining())
        .containsExactly(inference);
  }

  @Test
  void whatWasTimedRestsOnProofsOfItsOwnOperationAlone() {
    ProofRecord step = proof("training-step network=lenet5 n=4", Outcome.PASSED);
    ProofRecord inUse = proof("inference network=lenet5 n=4", Outcome.PASSED);
    RunRecord run = SampleRuns.begun().with(step).with(inUse);

    assertThat(run.proofsOf(timed("training-step network=lenet5 n=64"))).containsExactly(step);
    assertThat(run.proofsOf(timed("inference network=lenet5 n=64"))).containsExactly(inUse);
  }
}
