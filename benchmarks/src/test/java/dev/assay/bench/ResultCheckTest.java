package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultCheckTest {
  private static final Problem LAYER = Problem.parse("conv2d n=1 c=2 h=6 w=6 k=3 kernel=3x3");
  private static final Problem STEP = Problem.parse("training-step network=lenet5 n=1");
  private static final Problem USE = Problem.parse("inference network=lenet5 n=1");

  @Test
  void aLayerIsJudgedByTheOracle() throws Exception {
    List<float[]> right = new Oracle(LAYER).results().stream().map(Tensor::toFloats).toList();
    ResultCheck check = check(LAYER);

    check.first(check.pick(right), LAYER.inputs());
    assertThatCode(
            () -> check.again("the last", check.pick(with(right, Math.nextUp(right.get(0)[7])))))
        .as("rounded otherwise")
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> check.again("the last", check.pick(with(right, Float.NaN))))
        .isInstanceOfSatisfying(WithheldException.class, e -> assertThat(e.isWrong()).isTrue())
        .hasMessageStartingWith("the last: output[0,0,1,3] is NaN, expected ");
    assertThatThrownBy(() -> check(LAYER).first(check.pick(with(right, 1e9f)), LAYER.inputs()))
        .hasMessageStartingWith("the first run: output[0,0,1,3] is 1.0e9, expected ");
  }

  @Test
  void aNetworkInUseGivesTheSameInEachRun() throws Exception {
    ResultCheck check = check(USE);
    List<float[]> right = ofTwos(USE);
    check.first(check.pick(right), List.of());

    assertThat(check.goesOn()).isFalse();
    assertThatCode(() -> check.again("the last", check.pick(with(right, 2.1f))))
        .as("rounded otherwise")
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> check.again("the last", check.pick(with(right, 9))))
        .hasMessage("the last: logits is not what it was in the first");
    assertThatThrownBy(() -> check(USE).first(check.pick(with(right, Float.NaN)), List.of()))
        .hasMessage("the first run: logits has NaN in it");
  }

  @Test
  void aTrainingStepGoesOn() throws Exception {
    ResultCheck check = check(STEP);
    List<float[]> right = ofTwos(STEP);
    check.first(check.pick(right), List.of());

    assertThat(check.goesOn()).isTrue();
    assertThatCode(() -> check.later("the last", check.pick(with(right, 9))))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> check.later("the last", check.pick(right)))
        .hasMessageContaining("as if no parameter had been updated");
    assertThatThrownBy(() -> check.later("the last", check.pick(with(right, Float.NaN))))
        .hasMessage("the last: logits has NaN in it");
  }

  private static ResultCheck check(Problem problem) {
    return new ResultCheck(problem, ProductPrecision.F32);
  }

  private static List<float[]> ofTwos(Problem problem) {
    List<float[]> results = new ArrayList<>();
    for (Problem.Result result : problem.results()) {
      float[] twos = new float[result.shape().size()];
      Arrays.fill(twos, 2);
      results.add(twos);
    }
    return results;
  }

  /** With another value in one place of the first result. */
  private static List<float[]> with(List<float[]> results, float value) {
    List<float[]> others = new ArrayList<>(results);
    float[] first = others.get(0).clone();
    first[7] = value;
    others.set(0, first);
    return others;
  }
}
