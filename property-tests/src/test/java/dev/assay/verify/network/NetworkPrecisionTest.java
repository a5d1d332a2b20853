package dev.assay.verify.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.oracle.Expectation;
import dev.assay.reference.oracle.FactorRounding;
import dev.assay.reference.problem.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks in float32 with factors of fewer bits, by the bounds of what they declare. (Whether it
 * is TF32 or bfloat16 is told by single operations: what units that switch do to a small network is
 * no smaller in the one.)
 */
class NetworkPrecisionTest {
  private static final String LENET =
      "training-step network=lenet5 n=4 momentum=0.9 decay=0.01 steps=2";
  private static final String LENET_GRADIENTS = "training-step network=lenet5 n=2 until=gradients";
  private static final String RESNET = "training-step network=resnet20 n=2 size=16x16";

  private static double share(Problem problem, FactorRounding rounding, Expectation expected) {
    List<float[]> results =
        FloatTraining.results((TrainingStep) problem.operation(), problem.inputs(), rounding);
    return expected
        .oracle(problem)
        .compare(expected.sample(), Sampled.of(expected.sample(), results))
        .worst()
        .share();
  }

  @ParameterizedTest
  @ValueSource(strings = {LENET, LENET_GRADIENTS, RESNET})
  void declaredPrecisionsPassByTheirOwnBounds(String text) {
    Problem problem = Problem.parse(text);
    for (ProductPrecision precision : ProductPrecision.values()) {
      Expectation expected = Expectation.of(problem, precision);
      assertThat(Stream.of(FactorRounding.values()).filter(r -> r.precision() == precision))
          .allSatisfy(r -> assertThat(share(problem, r, expected)).isLessThan(0.5));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {LENET, LENET_GRADIENTS, RESNET})
  void undeclaredPrecisionsDoNot(String text) {
    Problem problem = Problem.parse(text);
    Expectation expected = Expectation.of(problem, ProductPrecision.F32);
    assertThat(share(problem, FactorRounding.TF32_TO_NEAREST, expected)).isGreaterThan(5);
    assertThat(share(problem, FactorRounding.BF16_TO_NEAREST, expected)).isGreaterThan(5);
  }
}
