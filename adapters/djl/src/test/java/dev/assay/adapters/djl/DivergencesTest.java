package dev.assay.adapters.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class DivergencesTest {
  static final List<KnownDivergence> ALL = Divergences.ALL;

  @ParameterizedTest
  @FieldSource("ALL")
  void appliesToItsCounterexample(KnownDivergence divergence) {
    assertThat(divergence.applies()).accepts(divergence.counterexample());
  }

  /** ½ − t is −t: nothing where it should be ½, and twice as much where it should be −½. */
  @Test
  void theGradientIsWrongWhereALogitIsZero() {
    Problem problem = Problem.parse("binary-cross-entropy backward-data shape=4 fill=integer");
    Tensor logits = Tensor.of(Shape.of(4), -3, 0, 0, 0);
    Tensor targets = Tensor.of(Shape.of(4), 1, 0, 1, 0);

    assertThat(
            ALL.stream()
                .filter(divergence -> divergence.applies().test(problem))
                .flatMap(
                    divergence ->
                        divergence.symptoms().of(problem, () -> List.of(logits, targets)).stream()))
        .containsExactly(
            new Symptom.Part(
                "where x is 0 and t is 0",
                0,
                BitSet.valueOf(new long[] {0b1010}),
                new Symptom.Scaled(0)),
            new Symptom.Part(
                "where x is 0 and t is 1",
                0,
                BitSet.valueOf(new long[] {0b0100}),
                new Symptom.Scaled(2)));
  }
}
