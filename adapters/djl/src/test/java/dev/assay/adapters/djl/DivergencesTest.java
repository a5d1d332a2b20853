package dev.assay.adapters.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class DivergencesTest {
  static final List<KnownDivergence> ALL = Divergences.ALL;

  @ParameterizedTest
  @FieldSource("ALL")
  void appliesToItsCounterexample(KnownDivergence divergence) {
    assertThat(divergence.applies()).accepts(divergence.counterexample());
  }

  /** The loss may be off by what replaces its second logarithm, the gradient by its own terms. */
  @Test
  void theWrongFormulaIsBounded() {
    assertThat(symptoms("binary-cross-entropy-of-probabilities shape=1", 1))
        .containsExactly(new Symptom.Inexact(1, 0), new Symptom.Inexact(0, 2));
    assertThat(symptoms("binary-cross-entropy-of-probabilities backward-data shape=1", 1))
        .containsExactly(new Symptom.Inexact(0, 2));
  }

  /** ½ − t is −t: nothing where it should be ½, and twice as much where it should be −½. */
  @ParameterizedTest
  @CsvSource({"0, true", "1, false"})
  void theGradientIsWrongWhereALogitIsZero(double logit, boolean wrong) {
    List<Symptom> symptoms =
        symptoms("binary-cross-entropy backward-data shape=2 fill=integer", -3, logit);

    assertThat(symptoms)
        .isEqualTo(wrong ? List.of(new Symptom.Scaled(0), new Symptom.Scaled(2)) : List.of());
  }

  private static List<Symptom> symptoms(String text, double... first) {
    Problem problem = Problem.parse(text);
    Tensor tensor = Tensor.of(Shape.of(first.length), first);
    return ALL.stream()
        .filter(divergence -> divergence.applies().test(problem))
        .flatMap(divergence -> divergence.symptoms().of(problem, () -> List.of(tensor)).stream())
        .toList();
  }
}
