package dev.assay.verify.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.OperationText;
import dev.assay.reference.problem.Problem;
import dev.assay.verify.Outcome;
import dev.assay.verify.Verdict;
import dev.assay.verify.Verifier;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  private static Stream<String> accusations(int which) {
    HonestBackend backend = HonestBackend.all().get(which);
    return Stream.of(OperationText.names(), OperationText.composites())
        .flatMap(List::stream)
        .flatMap(
            operation ->
                Innocence.trial(backend, operation, PROBLEMS, 100 + which).accusations().stream())
        .map(accusation -> backend + ": " + accusation);
  }

  /**
   * Problems that random ones come close to once in a million: means of few different numbers, of
   * which the roundings are alike; logits whose exponential is a power of two of many roundings;
   * networks that normalise what is all but zero, and that add up equal gradients.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mean-squared-error shape=3x4x5x1000 fill=integer",
        "mean-squared-error shape=8x8x5x1000 fill=integer",
        "binary-cross-entropy shape=8x8x5x1000 fill=integer",
        "sigmoid shape=10000 fill=large",
        "sigmoid backward-data shape=10000 fill=large",
        "binary-cross-entropy backward-data shape=10000 fill=large",
        "inference network=between:log-softmax,axis=0,c=4+group-norm,groups=1 n=1 size=8x8",
        "training-step network=between:batch-norm+average-pool2d,kernel=9x10,global=true+relu n=8"
            + " until=gradients"
      })
  void norAreRareProblemsHeldAgainstAny(String problem) {
    for (HonestBackend backend : HonestBackend.all()) {
      for (int seed = 0; seed < 3; seed++) {
        Problem asked = Problem.parse(problem + " seed=" + seed);
        Verdict verdict = new Verifier(new InProcess(backend)).verify(asked);
        assertThat(verdict.outcome().isWrong())
            .as("%s, %s: %s", backend, asked, verdict.message())
            .isFalse();
      }
    }
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
