package dev.assay.adapters.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.problem.Problem;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

  @Test
  void runningSumsAreOffByMoreTheLargerTheData() {
    String problem = "local-response-norm n=1 c=14 h=1 w=3 size=1 alpha=0.02";

    assertThat(symptom(problem + " fill=special")).isInstanceOf(Symptom.NonFinite.class);
    assertThat(symptom(problem + " fill=wide")).isInstanceOf(Symptom.Garbage.class);
    // 2·14 roundings of 2 + 0.02·31², next to 2, by a power of 0.75.
    assertThat(symptom(problem + " fill=integer"))
        .asInstanceOf(InstanceOfAssertFactories.type(Symptom.Inexact.class))
        .matches(off -> off.absolute() == 0 && off.relative() > 2.6e-5 && off.relative() < 2.9e-5);
  }

  private static List<KnownDivergence> of(Problem problem) {
    return ALL.stream().filter(known -> known.applies().test(problem)).toList();
  }

  private static Symptom symptom(String text) {
    Problem problem = Problem.parse(text);
    return of(problem).get(0).symptoms().of(problem, problem::inputs).get(0);
  }
}
