package dev.assay.verify.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.host.Answer;
import dev.assay.reference.numeric.PrecisionClass;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Composite;
import dev.assay.reference.op.Operand;
import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.oracle.Expectation;
import dev.assay.reference.oracle.FactorRounding;
import dev.assay.reference.oracle.FloatBackend;
import dev.assay.reference.oracle.FloatSum;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.verify.Judge;
import dev.assay.verify.Outcome;
import dev.assay.verify.Verdict;
import dev.assay.worker.Repetition;
import dev.assay.worker.Reply;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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

  private static final String LENET_IN_USE = "inference network=lenet5 n=1";
  private static final String RESNET_LOSS =
      "training-step network=resnet20 n=2 size=16x16 until=loss";
  private static final String ALEXNET_IN_USE = "inference network=alexnet n=1 size=67x67";
  private static final String VGG_IN_USE = "inference network=vgg16 n=1 size=32x32";
  private static final String RESNET18_IN_USE = "inference network=resnet18 n=1 size=64x64";

  private static final List<FloatSum> ORDERS =
      List.of(
          FloatSum.FORWARD,
          FloatSum.BACKWARD,
          FloatSum.FUSED,
          FloatSum.PAIRWISE,
          FloatSum.BLOCKED,
          FloatSum.STRIDED);

  private static final Map<Problem, Expectation> IN_FLOAT32 = new ConcurrentHashMap<>();

  private static FloatBackend floats(FactorRounding rounding) {
    return new FloatBackend(FloatSum.WIDE_LANES, rounding);
  }

  private static List<float[]> results(Problem problem, List<Tensor> inputs, FloatBackend floats) {
    return Sampled.of(
        Request.of(problem).sample(),
        FloatNetwork.results((Composite) problem.operation(), inputs, floats));
  }

  private static double share(Problem problem, FactorRounding rounding, Expectation expected) {
    return expected
        .oracle(problem)
        .compare(expected.sample(), results(problem, problem.inputs(), floats(rounding)))
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

  private static Verdict judge(Problem problem, List<float[]> results) {
    Expectation expected =
        IN_FLOAT32.computeIfAbsent(problem, p -> Expectation.of(p, ProductPrecision.F32));
    return Judge.judge(
        new Answer.Replied(
            Request.of(problem),
            new Reply.Computed(
                results, Optional.empty(), Repetition.NONE, List.of(), ProductPrecision.F32)),
        (asked, declared) -> expected.oracle(problem));
  }

  /** The weights of layers alone are shorter, as where they were packed so. */
  private static List<Tensor> rounded(Problem problem, FactorRounding rounding) {
    List<Operand> operands = problem.operation().operands();
    List<Tensor> inputs = new ArrayList<>(problem.inputs());
    for (int i = 0; i < operands.size(); i++) {
      if (operands.get(i).role() == Role.WEIGHTS) {
        double[] shorter = inputs.get(i).values().clone();
        Arrays.setAll(shorter, j -> rounding.of((float) shorter[j]));
        inputs.set(i, new Tensor(inputs.get(i).shape(), shorter));
      }
    }
    return inputs;
  }

  /** Of some of these the bound of every single logit has room for them. */
  @ParameterizedTest
  @ValueSource(strings = {LENET_IN_USE, RESNET_LOSS, ALEXNET_IN_USE, VGG_IN_USE, RESNET18_IN_USE})
  void shorterFactorsAreToldByAllLogitsTogether(String text) {
    Problem problem = Problem.parse(text);
    FactorRounding rounding = FactorRounding.TF32_TO_NEAREST;
    List<float[]> all = results(problem, problem.inputs(), floats(rounding));
    List<float[]> ofWeights =
        results(problem, rounded(problem, rounding), floats(FactorRounding.NONE));

    assertThat(judge(problem, all).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(judge(problem, ofWeights).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(judge(problem, all).likeness().errors().median()).isBetween(1_000.0, 5_000.0);
    assertThat(judge(problem, ofWeights).likeness().errors().median()).isBetween(1_000.0, 5_000.0);
  }

  /** Measured: medians of 0.2 to 7.4. */
  @ParameterizedTest
  @ValueSource(strings = {LENET_IN_USE, RESNET_LOSS, ALEXNET_IN_USE, VGG_IN_USE, RESNET18_IN_USE})
  void noOrderOfSumsIsMistakenForThem(String text) {
    Problem problem = Problem.parse(text);
    for (FloatSum sum : ORDERS) {
      Verdict verdict = judge(problem, results(problem, problem.inputs(), new FloatBackend(sum)));

      assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
      assertThat(PrecisionClass.ofMedian(verdict.likeness().errors().median()))
          .isEqualTo(PrecisionClass.F32);
    }
  }
}
