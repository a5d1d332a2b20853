package dev.assay.verify.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.oracle.FactorRounding;
import dev.assay.reference.problem.Problem;
import dev.assay.verify.Outcome;
import dev.assay.verify.Verdict;
import dev.assay.verify.Verifier;
import org.junit.jupiter.api.Test;

/** Sums so long that the bound of every single element has room for shorter factors. */
class UndeclaredPrecisionTest {
  private static final Problem LONG_SUMS =
      Problem.parse("linear backward-weights n=8000 in=12 out=12 seed=3");

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

  private static Fault tf32() {
    return new Fault(
        "TF32",
        "linear",
        call ->
            ShortFactors.results(call.problem(), call.inputs(), FactorRounding.TF32_TO_NEAREST));
  }

  private static Verdict verdict(Fault fault) {
    return new Verifier(new InProcess(new FaultyBackend(fault))).verify(LONG_SUMS);
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
