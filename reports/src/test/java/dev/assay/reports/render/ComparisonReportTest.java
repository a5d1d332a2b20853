package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.reports.compare.Comparison;
import dev.assay.reports.record.MeasurementBuilder;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.SampleRuns;
import dev.assay.verify.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonReportTest {
  @TempDir Path folder;
  private Comparison comparison = compare(SampleRuns.complete(), SampleRuns.complete());

  private static Comparison compare(RunRecord base, RunRecord head) {
    return Comparison.of(base, head, Map.of(), Comparison.THRESHOLD);
  }

  @BeforeEach
  void writeFiles() {
    RunRecord head = SampleRuns.complete();
    MeasurementRecord m =
        head.measurements().stream().filter(r -> r.isVerified()).findFirst().orElseThrow();
    comparison =
        compare(
            SampleRuns.complete(),
            head.with(
                new MeasurementBuilder(m)
                    .outcome(Outcome.FAILED)
                    .message("a <b>bold</b> | lie")
                    .build()));
    Presentation.of(comparison).write(new OutputFolder(folder));
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  @Test
  void thePageShowsEverythingAndNeedsNothing() throws IOException {
    String page = read("index.html");
    String markup = page.replaceAll("(?s)<script>.*?</script>", "");
    assertThat(markup).doesNotContain(" src=", "<link", "@import", "url(");
    assertThat(markup)
        .contains("wrong results", "wrong now", "a &lt;b&gt;bold&lt;/b&gt; | lie")
        .contains("One result is wrong that was not wrong before.");
    assertThat(comparison.speeds().changes())
        .isNotEmpty()
        .allSatisfy(change -> assertThat(markup).contains(change.label()));
  }

  @Test
  void saysWhatIsComparedWithWhat() {
    RunRecord run = SampleRuns.complete();
    assertThat(ComparisonReport.of(compare(run, SampleRuns.flawless())).subject())
        .isEqualTo(run.id() + " compared with itself");
    assertThat(ComparisonReport.of(compare(run, SampleRuns.shard())).subject())
        .isEqualTo("2026-11-22T14-03-06Z compared with " + run.id());
    Map<String, String> pair = Map.of("djl-mxnet", "djl-pytorch");
    assertThat(ComparisonReport.of(Comparison.of(run, run, pair, 0.05)).subject())
        .isEqualTo("djl-pytorch compared with djl-mxnet, in run " + run.id());
    RunRecord merged = SampleRuns.merged();
    assertThat(ComparisonReport.of(Comparison.of(run, merged, pair, 0.05)).subject())
        .isEqualTo(
            merged.id() + " compared with " + run.id() + ": djl-pytorch compared with djl-mxnet");
  }

  @Test
  void twoRoundsDoNotTellTheNoise() {
    assertThat(
            ComparisonReport.of(compare(SampleRuns.complete(), SampleRuns.complete())).headline())
        .anySatisfy(
            sentence -> assertThat(sentence).endsWith("; too few rounds to know the noise)."))
        .noneSatisfy(sentence -> assertThat(sentence).contains("unknown"));
  }

  /** A run that verifies no random problems has to begin anew. */
  @Test
  void onlyRunsThatCanGoOnAreSaidTo() {
    RunRecord run = SampleRuns.complete();
    String missing = "The run to judge did not finish: nothing is known of what it did not get to.";
    assertThat(ComparisonReport.of(compare(run, SampleRuns.interrupted())).headline())
        .contains(missing);
    assertThat(ComparisonReport.of(compare(run, SampleRuns.shard())).headline())
        .contains(missing + " './assay continue' goes on with it.");
  }

  @Test
  void markdownTellsTheWorstFirstAndKeepsItsTables() throws IOException {
    String text = read("comparison.md");
    assertThat(text)
        .startsWith("# Assay: wrong results\n")
        .contains("a \\<b\\>bold\\</b\\> \\| lie");
    assertThat(text.indexOf("## What became worse")).isLessThan(text.indexOf("## Times"));
  }

  @Test
  void junitFailsForWhatGotWorse() throws IOException {
    assertThat(read("junit.xml"))
        .contains("<testsuite name=\"verdicts\"", "failures=\"1\"", "type=\"BROKEN\"")
        .contains("<testsuite name=\"speeds\"");
  }

  @Test
  void jsonHoldsTheConclusionAndEveryRatio() throws IOException {
    JsonNode json = new ObjectMapper().readTree(read("comparison.json"));
    assertThat(json.path("conclusion").asText()).isEqualTo("WRONG");
    assertThat(json.path("speeds").path("changes")).hasSize(comparison.speeds().changes().size());
  }
}
