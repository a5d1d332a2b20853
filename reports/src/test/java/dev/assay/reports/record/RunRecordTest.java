package dev.assay.reports.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.verify.Outcome;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunRecordTest {
  /** Lists of what is no backend's. */
  private static final Set<String> OF_NO_BACKEND = Set.of("cards", "noise", "sources");

  static Stream<RecordComponent> listsOfBackends() {
    return Arrays.stream(RunRecord.class.getRecordComponents())
        .filter(component -> component.getType() == List.class)
        .filter(component -> !OF_NO_BACKEND.contains(component.getName()));
  }

  /** So is each that will be added to the format. */
  @ParameterizedTest
  @MethodSource("listsOfBackends")
  void eachListIsAddedAndLeftOutWithItsBackend(RecordComponent list) throws Exception {
    RunRecord complete = SampleRuns.complete();
    assertThat((List<?>) list.getAccessor().invoke(complete)).isNotEmpty();
    assertThat((List<?>) list.getAccessor().invoke(SampleRuns.begun().plus(complete))).isNotEmpty();
    assertThat((List<?>) list.getAccessor().invoke(complete.only(Set.of()))).isEmpty();
  }

  private static ProofRecord proof(String problem, Outcome outcome) {
    return new ProofRecord(
        "b", "lenet5", 2, 2, "0a1b", problem, 61_706, 10, 100, outcome, null, null, "");
  }

  private static WholeNetworkRecord timed(String problem) {
    return new WholeNetworkBuilder("b", "lenet5", 64).problem(problem).proof("0a1b").build();
  }

  /** They have one proof, of which each problem is about one of them. */
  @Test
  void whatIsWrongWithTrainingSaysNothingOfInference() {
    WholeNetworkRecord training = timed("training-step network=lenet5 n=64");
    WholeNetworkRecord inference = timed("inference network=lenet5 n=64");
    RunRecord run =
        SampleRuns.begun()
            .with(proof("training-step network=lenet5 n=4", Outcome.PASSED))
            .with(proof("inference network=lenet5 n=4", Outcome.PASSED))
            .with(training)
            .with(inference);

    assertThat(run.provedTraining()).containsExactly(training, inference);
    String step = "training-step network=lenet5 n=2 optimizer=adam";
    assertThat(run.with(proof(step, Outcome.FAILED)).provedTraining()).containsExactly(inference);
  }

  /** Many libraries lack one that a proof uses; what is timed uses none. */
  @Test
  void aBackendIsProvedWithoutOptimizersThatItLacks() {
    WholeNetworkRecord training = timed("training-step network=lenet5 n=64");
    ProofRecord plain = proof("training-step network=lenet5 n=4", Outcome.PASSED);
    RunRecord run = SampleRuns.begun().with(plain).with(training);

    for (String rule : List.of("optimizer=adam", "momentum=0.9 decay=0.001", "decay=0.1")) {
      ProofRecord lacking =
          proof("training-step network=lenet5 n=2 steps=2 " + rule, Outcome.UNSUPPORTED);
      assertThat(run.with(lacking).provedTraining()).containsExactly(training);
      assertThat(run.with(lacking).proofsOf(training)).containsExactly(plain);
    }
    ProofRecord several = proof("training-step network=lenet5 n=2 steps=2", Outcome.UNSUPPORTED);
    assertThat(run.with(several).provedTraining()).isEmpty();
  }

  @Test
  void whatWasTimedRestsOnProofsOfItsOwnOperationAlone() {
    ProofRecord step = proof("training-step network=lenet5 n=4", Outcome.PASSED);
    ProofRecord inference = proof("inference network=lenet5 n=4", Outcome.PASSED);
    RunRecord run = SampleRuns.begun().with(step).with(inference);

    assertThat(run.proofsOf(timed("training-step network=lenet5 n=64"))).containsExactly(step);
    assertThat(run.proofsOf(timed("inference network=lenet5 n=64"))).containsExactly(inference);
  }
}
