package dev.assay.verify.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.Contraction;
import dev.assay.reference.oracle.FactorRounding;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Backend;
import dev.assay.spi.Device;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import dev.assay.verify.OracleBackend;
import dev.assay.verify.Outcome;
import dev.assay.verify.Verdict;
import dev.assay.verify.Verifier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Sums so long that the bound of every single element has room for shorter factors. */
class UndeclaredPrecisionTest {
  private static final Problem LONG_SUMS =
      Problem.parse("linear backward-weights n=8000 in=16 out=16 seed=3");

  @Test
  void errorsOfTf32AreNoticedTogether() {
    Verdict verdict = verdict(tf32());

    assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(verdict.message())
        .isEqualTo("errors as large as those of tf32 or f16, which is not declared");
  }

  @Test
  void declaredTf32IsInOrder() {
    assertThat(verdict(tf32().with(FactorRounding.TF32_TO_NEAREST)).outcome())
        .isEqualTo(Outcome.PASSED);
  }

  /** Whose gradient of the weights has as many elements in the sample as that of the data. */
  @Test
  void oneGradientOfTf32DoesNotHideBehindTheOther() {
    Problem layer = Problem.parse("conv2d backward n=16 c=8 h=28 w=28 k=8 kernel=3x3 pad=1x1");
    Fault fault =
        new Fault(
            "TF32 in the weights' gradient",
            "conv2d",
            Spoiler.result(
                Contraction.WEIGHTS,
                (call, operand, result) -> {
                  List<float[]> rounded =
                      ShortFactors.results(
                          call.problem(), call.inputs(), FactorRounding.TF32_TO_NEAREST);
                  System.arraycopy(rounded.get(operand), 0, result, 0, result.length);
                }));

    Verdict verdict = verdict(fault, layer);

    assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(verdict.message())
        .isEqualTo("errors as large as those of tf32 or f16, which is not declared");
  }

  /** As of bfloat16 in two parts. Where tiles may be transformed, errors are as large by right. */
  @ParameterizedTest
  @CsvSource({
    "linear backward-weights n=8000 in=12 out=12 seed=3, FAILED",
    "conv2d n=2 c=600 h=8 w=8 k=2 kernel=1x1 seed=3, FAILED",
    "conv2d n=2 c=67 h=8 w=8 k=2 kernel=3x3 pad=1x1 seed=3, PASSED"
  })
  void factorsOf16BitsAreNoticedInMatrixProducts(String text, Outcome outcome) {
    Problem problem = Problem.parse(text);
    Fault fault =
        new Fault(
            "16 bits",
            problem.operation().name(),
            Spoiler.everyInput(value -> Rounded.bits(value, 16)));

    assertThat(verdict(fault, problem).outcome()).isEqualTo(outcome);
  }

  /** The bound of TF32 has room for bfloat16 in every element. */
  @Test
  void bfloat16IsNoTf32() {
    Fault fault =
        new Fault(
                "bf16",
                "linear",
                call ->
                    ShortFactors.results(
                        call.problem(), call.inputs(), FactorRounding.BF16_TO_NEAREST))
            .with(FactorRounding.TF32_TO_NEAREST);

    Verdict verdict = verdict(fault);

    assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(verdict.message())
        .isEqualTo("errors as large as those of bf16, which is not declared");
  }

  static Stream<Arguments> knownSymptoms() {
    Symptom anything = new Symptom.Garbage();
    return Stream.of(
        Arguments.of(new Symptom.Inexact(1e-9, 0), Outcome.FAILED),
        Arguments.of(new Symptom.Scaled(0), Outcome.FAILED),
        Arguments.of(anything, Outcome.KNOWN),
        Arguments.of(Symptom.Part.ofRange("some", 0, 9, anything), Outcome.KNOWN));
  }

  /** Elements that are known to be a little off are no excuse for all of them together. */
  @ParameterizedTest
  @MethodSource("knownSymptoms")
  void onlyWhatMayBeAnythingMayBeOfAnotherArithmetic(Symptom symptom, Outcome outcome) {
    KnownDivergence known =
        new KnownDivergence(
            "known", "for a reason", List.of("a link"), LONG_SUMS, problem -> true, symptom);
    Backend backend =
        new OracleBackend(Device.CPU, 1) {
          @Override
          protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
            return ShortFactors.results(problem, inputs, FactorRounding.TF32_TO_NEAREST);
          }

          @Override
          public List<KnownDivergence> knownDivergences() {
            return List.of(known);
          }
        };

    assertThat(new Verifier(new InProcess(backend)).verify(LONG_SUMS).outcome()).isEqualTo(outcome);
  }

  private static Fault tf32() {
    return new Fault(
        "TF32",
        "linear",
        call ->
            ShortFactors.results(call.problem(), call.inputs(), FactorRounding.TF32_TO_NEAREST));
  }

  private static Verdict verdict(Fault fault) {
    return verdict(fault, LONG_SUMS);
  }

  private static Verdict verdict(Fault fault, Problem problem) {
    return new Verifier(new InProcess(new FaultyBackend(fault))).verify(problem);
  }

  /** Not even the least careful order of a sum is mistaken for it. */
  @Test
  void honestSumsAreInOrder() {
    assertThat(HonestBackend.all())
        .allSatisfy(
            backend ->
                assertThat(new Verifier(new InProcess(backend)).verify(LONG_SUMS).outcome())
                    .as("%s", backend)
                    .isEqualTo(Outcome.PASSED));
  }
}
