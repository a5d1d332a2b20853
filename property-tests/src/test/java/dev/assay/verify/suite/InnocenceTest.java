package dev.assay.verify.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.OperationText;
import dev.assay.verify.Outcome;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No honest float32 backend is accused; {@link SuiteReport} tries many more problems. */
class InnocenceTest {
  private static final int PROBLEMS = 60;

  @Test
  void noHonestBackendIsAccused() {
    List<String> accusations =
        IntStream.range(0, HonestBackend.all().size())
            .parallel()
            .boxed()
            .flatMap(InnocenceTest::accusations)
            .toList();

    assertThat(accusations).isEmpty();
  }

  private static java.util.stream.Stream<String> accusations(int which) {
    HonestBackend backend = HonestBackend.all().get(which);
    return OperationText.names().stream()
        .flatMap(
            operation ->
                Innocence.trial(backend, operation, PROBLEMS, 100 + which).accusations().stream())
        .map(accusation -> backend + ": " + accusation);
  }

  /** Winograd's algorithm is what known divergences are for: elsewhere it is as good as any. */
  @Test
  void declaredDivergencesAreNoAccusations() {
    HonestBackend winograd = HonestBackend.all().get(HonestBackend.all().size() - 1);
    Innocence.Trial trial = Innocence.trial(winograd, "conv2d", 400, 1);

    assertThat(winograd.knownDivergences()).hasSize(1);
    assertThat(trial.accusations()).isEmpty();
    assertThat(trial.outcomes().get(Outcome.PASSED)).isGreaterThan(300);
  }
}
