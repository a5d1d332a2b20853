package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.SampleRuns;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who multiplies in fewer bits is seen to do so wherever its speed is. */
class DeclaredPrecisionTest {
  private static final RunRecord RUN = declared(SampleRuns.complete(), "djl-pytorch");

  private static RunRecord declared(RunRecord run, String backend) {
    return run.backends().stream()
        .filter(record -> record.name().equals(backend))
        .map(
            record ->
                new BackendRecord(
                    record.name(),
                    record.title(),
                    null,
                    record.device(),
                    record.threads(),
                    record.facts(),
                    null,
                    "tf32",
                    null,
                    null,
                    null))
        .map(run::with)
        .findFirst()
        .orElseThrow();
  }

  static Stream<String> reports() {
    return Stream.of(
        Report.of(RUN).summary(false),
        MarkdownReport.render(Report.of(RUN)),
        HtmlReport.render(Report.of(RUN)));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void everyReportSaysSo(String report) {
    assertThat(report)
        .contains("products in tf32, as declared")
        .containsPattern("(batch|images/s|Batch)[^\n]*djl-pytorch \\(tf32\\)")
        .containsPattern("(all layers|All layers|forward, )[^\n]*djl-pytorch \\(tf32\\)");
  }

  @Test
  void othersAreNotSaidToRoundAnything() {
    assertThat(Stream.of(MarkdownReport.render(Report.of(SampleRuns.complete()))))
        .noneMatch(report -> report.contains("as declared") || report.contains("(tf32)"));
  }
}
