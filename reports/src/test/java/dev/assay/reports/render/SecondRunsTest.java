package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.SampleRuns;
import dev.assay.reports.record.VerificationBuilder;
import dev.assay.reports.record.VerificationRecord;
import dev.assay.spi.Repeatability;
import dev.assay.verify.Outcome;
import dev.assay.verify.Reruns;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecondRunsTest {
  private static VerificationRecord verification(
      String backend, Map<Repeatability, Reruns> reruns) {
    return new VerificationBuilder(
            backend, "conv2d", "backward-weights", Map.of(Outcome.PASSED, 400))
        .reruns(reruns)
        .build();
  }

  private static VerificationRecord verification(Repeatability declared, int otherBits) {
    return verification("dl4j", Map.of(declared, new Reruns(1200, otherBits)));
  }

  private static SecondRuns runs(Repeatability declared, int otherBits) {
    return SecondRuns.of(verification(declared, otherBits));
  }

  @Test
  void tellWhatWasSaidAndWhatWasSeen() {
    assertThat(runs(Repeatability.PROMISED, 0).lines())
        .containsExactly(
            "1\u202f200 problems gave the same bits on a second run, as the library promises");
    assertThat(runs(Repeatability.PROMISED, 3).lines())
        .containsExactly(
            "3 of 1\u202f200 problems gave other bits on a second run, though the library promises the same");
    assertThat(runs(Repeatability.DISCLAIMED, 0).lines())
        .containsExactly(
            "1\u202f200 problems gave the same bits on a second run, which the library does not promise");
    assertThat(runs(Repeatability.DISCLAIMED, 3).lines())
        .containsExactly(
            "3 of 1\u202f200 problems gave other bits on a second run, as the library says they may");
    assertThat(runs(Repeatability.UNSTATED, 0).lines()).isEmpty();
    assertThat(runs(Repeatability.UNSTATED, 3).lines())
        .containsExactly("3 of 1\u202f200 problems gave other bits on a second run");
  }

  @Test
  void areNotableWhereBitsDifferOrMay() {
    assertThat(runs(Repeatability.PROMISED, 0).areNotable()).isFalse();
    assertThat(runs(Repeatability.UNSTATED, 0).areNotable()).isFalse();
    assertThat(runs(Repeatability.DISCLAIMED, 0).areNotable()).isTrue();
    assertThat(runs(Repeatability.UNSTATED, 1).areNotable()).isTrue();
  }

  @Test
  void inACellAreAFailureOnlyWhereAPromiseIsBroken() {
    assertThat(runs(Repeatability.PROMISED, 3).cell())
        .extracting(Cell::sign, Cell::note)
        .containsExactly(Sign.FAILED, "3 of 1\u202f200 differ, though promised");
    assertThat(runs(Repeatability.DISCLAIMED, 3).cell())
        .extracting(Cell::sign, Cell::note)
        .containsExactly(Sign.PASSED, "3 of 1\u202f200 differ, not promised");
    assertThat(runs(Repeatability.DISCLAIMED, 0).cell().note())
        .isEqualTo("same bits, not promised");
    assertThat(runs(Repeatability.UNSTATED, 3).cell().note()).isEqualTo("3 of 1\u202f200 differ");
    assertThat(runs(Repeatability.UNSTATED, 0).cell())
        .extracting(Cell::note, cell -> cell.details().text())
        .containsExactly("same bits", "1\u202f200 problems gave the same bits on a second run");
    assertThat(SecondRuns.of(Stream.empty()).cell()).isEqualTo(Cell.EMPTY);
  }

  /** An algorithm for each shape: what is said differs from problem to problem. */
  @Test
  void ofOneOperationAreToldByWhatIsSaid() {
    VerificationRecord mixed =
        verification(
            "dl4j",
            Map.of(
                Repeatability.PROMISED, new Reruns(100, 0),
                Repeatability.DISCLAIMED, new Reruns(10, 2)));
    assertThat(SecondRuns.of(mixed).lines())
        .containsExactly(
            "100 problems gave the same bits on a second run, as the library promises",
            "2 of 10 problems gave other bits on a second run, as the library says they may");
    assertThat(SecondRuns.of(mixed).cell().note()).isEqualTo("2 of 110 differ, not promised");
  }

  @Test
  void standInTheReports() {
    RunRecord run =
        SampleRuns.flawless()
            .with(verification("dl4j", Map.of(Repeatability.DISCLAIMED, new Reruns(12, 3))));
    String summary =
        "dl4j: 3 of 12 problems gave other bits on a second run, as the library says they may";
    assertThat(Report.of(run).unrepeatable()).contains(summary);
    assertThat(HtmlReport.render(Report.of(run)))
        .contains("id=\"reproducibility\"", summary, "3 of 12 differ, not promised");
    assertThat(MarkdownReport.render(Report.of(run)))
        .contains("- " + summary + "\n", "\n\n| second runs |", "| conv2d backward-weights |")
        .contains("**P** 3 of 12 differ, not promised |");
  }
}
