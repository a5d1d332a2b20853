package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.SamplePrecision;
import dev.assay.reports.record.SampleRuns;
import dev.assay.reports.record.VerificationBuilder;
import dev.assay.verify.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellTest {
  private static Cell cell(Map<Outcome, Integer> outcomes) {
    return Cell.of(
        SampleRuns.begun(), new VerificationBuilder("b", "arg-max", "forward", outcomes).build());
  }

  @Test
  void whatProvesNothingIsNotAmongWhatPassed() {
    assertThat(cell(Map.of(Outcome.PASSED, 535, Outcome.MISTRUSTED, 465)).note())
        .isEqualTo("1\u202f000, 465 M");
    assertThat(
            cell(Map.of(Outcome.PASSED, 9, Outcome.MISTRUSTED, 2, Outcome.UNSUPPORTED, 3)).note())
        .isEqualTo("14, 2 M, 3 U");
  }

  @Test
  void allThatIsWrongIsSaidToBeAll() {
    assertThat(cell(Map.of(Outcome.KNOWN, 500)).note()).isEqualTo("500 of 500");
    assertThat(cell(Map.of(Outcome.FAILED, 500)).note()).isEqualTo("500 of 500");
    assertThat(cell(Map.of(Outcome.UNSUPPORTED, 500)).note()).isEqualTo("500");
  }

  /** Of right ones the largest error frightens and says nothing: it is within its bound. */
  @Test
  void theLargestErrorIsToldOfWhatIsWrong() {
    assertThat(arithmetic(Outcome.PASSED))
        .contains("arithmetic: f32 (median error 0.500 u·Σ|terms|/√K)");
    assertThat(arithmetic(Outcome.FAILED))
        .contains("arithmetic: f32 (median error 0.500 u·Σ|terms|/√K, largest 5.00)");
  }

  private static String arithmetic(Outcome outcome) {
    return Cell.of(
            SampleRuns.begun(),
            new VerificationBuilder("b", "conv2d", "forward", Map.of(outcome, 400))
                .precision(SamplePrecision.of("f32", 0.5))
                .build())
        .details()
        .text();
  }

  @Test
  void whatOnlyCountsTheTriesIsSpare() {
    assertThat(cell(Map.of(Outcome.PASSED, 1000)).spare()).isTrue();
    assertThat(cell(Map.of(Outcome.UNSUPPORTED, 500)).spare()).isTrue();
    assertThat(cell(Map.of(Outcome.PASSED, 986, Outcome.KNOWN, 14)).spare()).isFalse();
    assertThat(cell(Map.of(Outcome.PASSED, 9, Outcome.MISTRUSTED, 1)).spare()).isFalse();
  }
}
