package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.ContractRecord;
import dev.assay.reports.record.LawRecord;
import dev.assay.reports.record.OutcomeCounts;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.SampleRuns;
import dev.assay.reports.record.VerificationBuilder;
import dev.assay.reports.render.BackendSummary.Word;
import dev.assay.verify.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportTest {
  @Test
  void writesEveryReportAndSaysWhereThePageIs(@TempDir Path runs) throws IOException {
    RunFolder folder = RunFolder.create(runs, Instant.EPOCH);
    Path page = Presentation.of(SampleRuns.interrupted()).write(folder.output());
    assertThat(page).isEqualTo(folder.path().resolve("index.html")).content().contains("</html>");
    try (Stream<Path> files = Files.list(folder.path())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("index.html", "junit.xml", "report.md");
    }
  }

  /** A run may end when one backend was asked all and the next one nothing yet. */
  @Test
  void whatOneBackendDoesNotRefuseIsShownBesideOneThatWasNotAsked() {
    RunRecord run =
        SampleRuns.interrupted()
            .with(contract("one-hot-label-too-large", Outcome.ACCEPTED))
            .with(contract("conv2d-stride-zero", Outcome.REJECTED));
    assertThat(Report.of(run).notRefused().rows())
        .extracting(Matrix.Row::detail)
        .containsExactly("one-hot-label-too-large");
    assertThat(HtmlReport.render(Report.of(run))).contains("one-hot-label-too-large");
  }

  private static ContractRecord contract(String name, Outcome outcome) {
    return new ContractRecord(
        "djl-pytorch", name, "conv2d", "conv2d", name, outcome, "", "./assay replay");
  }

  @Test
  void saysInAFewSentencesWhatToKnow() {
    assertThat(Report.of(SampleRuns.complete()).headline())
        .containsExactly(
            "djl-mxnet computed wrong results.",
            "dl4j made no error beyond the known divergences.",
            "djl-pytorch made no error.",
            "dl4j@1.0.0-beta7 could not be started.");
    assertThat(Report.of(SampleRuns.complete()).backends())
        .extracting(BackendSummary::verdict)
        .containsExactly("no error found", "wrong", "1 known divergence", "not started");
  }

  /** The others are no news. */
  @Test
  void lawsThatDidNotHoldComeFirst() {
    RunRecord run =
        SampleRuns.begun()
            .with(SampleRuns.complete().backends().get(0))
            .with(law("relu", Outcome.PASSED))
            .with(law("add", Outcome.UNSUPPORTED))
            .with(law("tanh", Outcome.KNOWN));
    assertThat(Report.of(run).lawsNotPassed().rows())
        .extracting(Matrix.Row::detail)
        .containsExactly("tanh");
    assertThat(HtmlReport.render(Report.of(run)))
        .contains("Not passed by all that can compute them", "<summary>All laws</summary>");
  }

  private static LawRecord law(String operation, Outcome outcome) {
    return new LawRecord(
        SampleRuns.complete().backends().get(0).name(),
        "law",
        operation,
        1,
        new OutcomeCounts(Map.of(outcome, 1)),
        null);
  }

  @Test
  void aViolatedLawIsWrongAndWhatWasNotTriedIsNotVerified() {
    RunRecord run =
        SampleRuns.flawless()
            .with(
                new LawRecord(
                    "dl4j", "law", "relu", 1, new OutcomeCounts(Map.of(Outcome.FAILED, 1)), null));
    assertThat(Report.of(run).backends())
        .extracting(BackendSummary::word)
        .containsExactly(Word.SOUND, Word.SOUND, Word.WRONG);
    assertThat(Report.of(SampleRuns.interrupted()).backends())
        .extracting(BackendSummary::word)
        .containsExactly(Word.SOUND, Word.WRONG, Word.UNVERIFIED, Word.UNAVAILABLE);
  }

  @Test
  void aCellShowsTheMostImportantOutcome() {
    assertThat(sign(Outcome.PASSED, Outcome.UNSUPPORTED)).isEqualTo(Sign.PASSED);
    assertThat(sign(Outcome.PASSED, Outcome.KNOWN)).isEqualTo(Sign.KNOWN);
    assertThat(sign(Outcome.KNOWN, Outcome.TIMED_OUT)).isEqualTo(Sign.TIMED_OUT);
    assertThat(sign(Outcome.MISTRUSTED, Outcome.UNSUPPORTED)).isEqualTo(Sign.MISTRUSTED);
    assertThat(Sign.of(OutcomeCounts.NOTHING)).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void everyOutcomeHasItsOwnLetter(Outcome outcome) {
    Sign sign = Sign.of(outcome);
    assertThat(sign.outcome()).isEqualTo(outcome);
    assertThat(Sign.glossary()).filteredOn(s -> s.letter().equals(sign.letter())).hasSize(1);
  }

  @Test
  void directionsAndTheOperationsOfALawHaveAnOrderOfTheirOwn() {
    RunRecord run = SampleRuns.begun().with(SampleRuns.complete().backends().get(0));
    String backend = run.backends().get(0).name();
    for (String direction : List.of("backward-weights", "backward", "forward")) {
      run = run.with(new VerificationBuilder(backend, "conv2d", direction, Map.of()).build());
    }
    for (String operation : List.of("relu", "add")) {
      run = run.with(new LawRecord(backend, "law", operation, 0, OutcomeCounts.NOTHING, null));
    }
    assertThat(Report.of(run).operations().rows())
        .extracting(Matrix.Row::detail)
        .containsExactly("forward", "backward", "backward-weights");
    assertThat(Report.of(run).laws().rows())
        .extracting(Matrix.Row::detail)
        .containsExactly("add", "relu");
  }

  @Test
  void aPartialRunSaysThatItIsOne() {
    assertThat(Report.of(SampleRuns.complete()).caveat()).isEmpty();
    assertThat(Report.of(SampleRuns.begun()).caveat()).contains("still going on, or was killed");
    assertThat(Report.of(SampleRuns.interrupted()).caveat()).contains("interrupted after 35 s");
    assertThat(Report.of(SampleRuns.hostile()).caveat()).contains("error of Assay itself");
    assertThat(Report.of(SampleRuns.merged()).caveat()).contains("Not all runs", "merged from");
    assertThat(Report.of(SampleRuns.givenUp()).caveat())
        .isEqualTo("dl4j died of so many problems that relu was given up after 37.");
  }

  private static @Nullable Sign sign(Outcome one, Outcome other) {
    return Sign.of(new OutcomeCounts(Map.of(one, 1, other, 99)));
  }
}
