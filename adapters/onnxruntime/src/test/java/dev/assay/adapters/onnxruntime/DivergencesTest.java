package dev.assay.adapters.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import dev.assay.spi.known.RunningSum;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class DivergencesTest {
  static final List<KnownDivergence> ALL = Divergences.ALL;

  @ParameterizedTest
  @FieldSource("ALL")
  void appliesToItsCounterexampleAlone(KnownDivergence divergence) {
    assertThat(of(divergence.counterexample())).containsExactly(divergence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Measured: right on ONNX Runtime 1.29.0.
        "sigmoid shape=64",
        "sigmoid shape=64 fill=special",
        "tanh shape=64 fill=large",
        "local-response-norm n=1 c=3 h=1 w=1 size=5 fill=wide",
        "max-pool2d n=1 c=1 h=4 w=4 kernel=2x2 fill=wide",
        "average-pool2d n=1 c=1 h=4 w=4 kernel=2x2 fill=special",
        "group-norm shape=2x6 groups=6 fill=wide",
        "instance-norm shape=1x2x1x2",
        "layer-norm shape=2x3 fill=wide",
        "arg-max shape=2x3 axis=1 fill=wide",
      })
  void rightOnes(String problem) {
    assertThat(of(Problem.parse(problem))).isEmpty();
  }

  /** Nine roundings of 2 + 14², next to 2, by a power of 0.75; and twice that. */
  @Test
  void runningSumsAreOffByMoreTheMoreTheyDiffer() {
    String problem = "local-response-norm n=1 c=3 h=1 w=1 size=1 alpha=1.0";

    assertThat(runningSum(problem, 0, 14, 1))
        .containsExactly(new Symptom.Inexact(0, 1.5 * 9 * 99 * 0x1p-24));
    assertThat(runningSum(problem, 0, 0x1p20, 1)).containsExactly(new Symptom.Garbage());
    assertThat(runningSum(problem + " fill=special", 0, 0, 0))
        .containsExactly(new Symptom.NonFinite());
  }

  /** Large beside small is nothing where the two are at different places, or in other examples. */
  @Test
  void placesHaveSumsOfTheirOwn() {
    assertThat(
            runningSum(
                "local-response-norm n=2 c=2 h=1 w=2 size=1 alpha=1.0",
                new double[] {0x1p20, 1, 0x1p20, 1, 3, 7, 3, 7}))
        .containsExactly(new Symptom.Inexact(0, 1.5 * 6 * 0x1p-24));
  }

  private static List<Symptom> runningSum(String text, double... x) {
    Problem problem = Problem.parse(text);
    return RunningSum.symptoms(problem, Tensor.of(problem.operation().outputShape(), x));
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "0, 1"})
  void onlyRowsWithANanLoseTheirPlace(int axis, int furthest) {
    Problem problem = Problem.parse("arg-max shape=2x3 axis=" + axis + " fill=special");
    Tensor x = Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, Double.NaN, 6);

    assertThat(of(problem).get(0).symptoms().of(problem, () -> List.of(x)))
        .containsExactly(
            Symptom.Part.ofRange("of rows with a NaN", 1, 2, new Symptom.Inexact(furthest, 0)));
  }

  private static List<KnownDivergence> of(Problem problem) {
    return ALL.stream().filter(known -> known.applies().test(problem)).toList();
  }
}
