package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bench.RoofProblem.Kind;
import dev.assay.reports.compare.Claim;
import dev.assay.reports.compare.Side;
import dev.assay.reports.record.FindingBuilder;
import dev.assay.reports.record.LawRecord;
import dev.assay.reports.record.MeasurementBuilder;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.OutcomeCounts;
import dev.assay.reports.record.PaceRecord;
import dev.assay.reports.record.ProofRecord;
import dev.assay.reports.record.RoofRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.SampleRuns;
import dev.assay.reports.record.ThreadsRecord;
import dev.assay.reports.record.VerificationBuilder;
import dev.assay.reports.record.WholeNetworkBuilder;
import dev.assay.reports.render.BackendSummary.Word;
import dev.assay.verify.Outcome;
import dev.assay.verify.threads.ThreadComparison.Agreement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One thing is wrong in a run, and everybody who is asked says so. */
class WrongTest {
  private static final String BACKEND = "dl4j";
  private static final String RELU = "relu shape=3 seed=1";

  private static final String NETWORK = "training-step network=resnet18 n=2 size=64x64";

  private static final RunRecord FLAWLESS = SampleRuns.flawless();

  static Stream<Arguments> wrongRuns() {
    return Stream.of(
        Arguments.of(
            "timed layer",
            Word.WRONG,
            FLAWLESS.with(new MeasurementBuilder(BACKEND, RELU).outcome(Outcome.FAILED).build())),
        Arguments.of(
            "network problem",
            Word.WRONG,
            FLAWLESS
                .with(proof(Outcome.FAILED))
                .with(new FindingBuilder(BACKEND, Outcome.FAILED, NETWORK).build())),
        Arguments.of(
            "law",
            Word.WRONG,
            FLAWLESS.with(new LawRecord(BACKEND, "law", "relu", 1, counts(Outcome.FAILED), null))),
        Arguments.of(
            "difference by threads",
            Word.WRONG,
            FLAWLESS.with(new ThreadsRecord(BACKEND, RELU, 2, Agreement.WRONG, "output[0] is 1"))),
        Arguments.of(
            "timed layer",
            Word.DEAD,
            FLAWLESS.with(new MeasurementBuilder(BACKEND, RELU).outcome(Outcome.CRASHED).build())),
        Arguments.of(
            "network problem",
            Word.DEAD,
            FLAWLESS
                .with(proof(Outcome.TIMED_OUT))
                .with(new FindingBuilder(BACKEND, Outcome.TIMED_OUT, NETWORK).build())),
        Arguments.of("timed training", Word.DEAD, crashed("update")),
        Arguments.of("timed inference", Word.DEAD, crashed("inference")),
        Arguments.of("roof problem", Word.WRONG, FLAWLESS.with(roof(BACKEND, Outcome.FAILED))),
        Arguments.of(
            "counterexample",
            Word.WRONG,
            FLAWLESS.with(new FindingBuilder(BACKEND, Outcome.FAILED, RELU).build())));
  }

  private static RunRecord crashed(String until) {
    return FLAWLESS
        .with(proof(Outcome.PASSED))
        .with(
            new WholeNetworkBuilder(BACKEND, "resnet18", 4)
                .until(until)
                .proof("proof")
                .outcome(Outcome.CRASHED, "out of memory")
                .build());
  }

  @Test
  void whatIsNotComputedIsNeitherWrongNorRight() {
    RunRecord run =
        SampleRuns.timing("id", List.of())
            .with(
                new VerificationBuilder(
                        "dl4j",
                        "relu",
                        "forward",
                        Map.of(Outcome.PASSED, 392, Outcome.UNSUPPORTED, 428))
                    .build())
            .with(new PaceRecord("dl4j", "relu", 820, 4));
    assertThat(BackendSummary.of(run))
        .singleElement()
        .satisfies(summary -> assertThat(summary.wrong()).isEqualTo("0 of 392 checked"));
    assertThat(CoverageTable.of(run).paces()).containsExactly("98");
  }

  @Test
  void agreementThatProvesNothingIsNoCheck() {
    RunRecord run =
        SampleRuns.timing("id", List.of())
            .with(
                new VerificationBuilder(
                        "dl4j",
                        "arg-max",
                        "forward",
                        Map.of(
                            Outcome.PASSED, 500,
                            Outcome.MISTRUSTED, 465,
                            Outcome.KNOWN, 35))
                    .build());
    assertThat(BackendSummary.of(run))
        .singleElement()
        .satisfies(summary -> assertThat(summary.wrong()).isEqualTo("0 of 535 checked"))
        .satisfies(
            summary ->
                assertThat(summary.besides())
                    .isEqualTo("35\u00a0wrong as\u00a0known, 465\u00a0mistrusted"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongRuns")
  void whatIsWrongIsWrongEverywhere(String what, Word word, RunRecord run) {
    assertThat(run.wrongBackends()).containsExactly(BACKEND);
    assertThat(BackendSummary.of(run))
        .filteredOn(summary -> summary.tone() == Tone.BAD)
        .singleElement()
        .satisfies(summary -> assertThat(summary.word()).isEqualTo(word))
        .satisfies(summary -> assertThat(summary.backend().name()).isEqualTo(BACKEND))
        .satisfies(summary -> assertThat(summary.wrong()).endsWith(" checked, 1 " + what));
    assertThat(Claim.of(Side.withoutVersions(run)).values())
        .filteredOn(Claim::isWrong)
        .singleElement()
        .satisfies(claim -> assertThat(claim.key().backend()).isEqualTo(BACKEND));
    assertThat(JUnitReport.render(run)).containsOnlyOnce("<failure");
  }

  /** A process that died computed nothing wrong. */
  @Test
  void whoOnlyDiedIsNotSaidToHaveComputedWrongResults() {
    RunRecord dead = crashed("update").with(proof(Outcome.TIMED_OUT));
    assertThat(Report.of(dead).headline()).contains("dl4j crashed or timed out.");
    assertThat(Report.of(dead.with(roof(BACKEND, Outcome.FAILED))).headline())
        .contains("dl4j computed wrong results.");
  }

  @Test
  void elsewhereNothingIs() {
    assertThat(FLAWLESS.wrongBackends()).isEmpty();
    assertThat(BackendSummary.of(FLAWLESS))
        .extracting(BackendSummary::word)
        .containsOnly(Word.SOUND);
    assertThat(Claim.of(Side.withoutVersions(FLAWLESS)).values()).noneMatch(Claim::isWrong);
    assertThat(JUnitReport.render(FLAWLESS)).doesNotContain("<failure");
  }

  @Test
  void whatIsKnownToBeWrongIsNoReasonToSayThatNoErrorWasFound() {
    RunRecord met =
        FLAWLESS.with(
            new VerificationBuilder(
                    BACKEND, "leaky-relu", "backward", Map.of(Outcome.PASSED, 1, Outcome.KNOWN, 1))
                .build());
    RunRecord pinned = FLAWLESS.with(new FindingBuilder(BACKEND, Outcome.KNOWN, RELU).build());
    for (RunRecord run : List.of(met, pinned)) {
      assertThat(run.wrongBackends()).isEmpty();
      assertThat(BackendSummary.of(run))
          .filteredOn(summary -> summary.word() == Word.KNOWN)
          .singleElement()
          .satisfies(summary -> assertThat(summary.backend().name()).isEqualTo(BACKEND));
      assertThat(Report.of(run).headline())
          .contains("dl4j made no error beyond the known divergences.");
    }
  }

  /** The loop that competes for the memory's bandwidth in plain Java belongs to nobody. */
  @Test
  void theLoopInPlainJavaIsNoBackend() {
    RunRecord run = FLAWLESS.with(roof("java", Outcome.FAILED));
    assertThat(run.wrongBackends()).isEmpty();
    assertThat(Claim.of(Side.withoutVersions(run)).values()).noneMatch(Claim::isWrong);
    assertThat(JUnitReport.render(run)).doesNotContain("<failure");
  }

  @Test
  void whoOnlyReachedALimitRightlyIsTimedRight() {
    RunRecord run = SampleRuns.timing("run", List.of()).with(roof(BACKEND, Outcome.PASSED));
    assertThat(BackendSummary.of(run))
        .extracting(BackendSummary::word)
        .containsExactly(Word.LAYERS_ONLY);
  }

  /** Whatever limit it reached: none of what it is to be judged by is right for sure. */
  @Test
  void whoseLayersAreAllMistrustedIsMistrusted() {
    RunRecord run =
        SampleRuns.timing("run", List.of())
            .with(roof(BACKEND, Outcome.PASSED))
            .with(layer("conv1", Outcome.MISTRUSTED))
            .with(layer("conv2", Outcome.MISTRUSTED));
    assertThat(BackendSummary.of(run))
        .extracting(BackendSummary::word)
        .containsExactly(Word.MISTRUSTED);
    assertThat(Report.of(run).headline())
        .singleElement()
        .asString()
        .startsWith(BACKEND + " computed nothing that proves it right");
    assertThat(BackendSummary.of(run.with(layer("conv3", Outcome.PASSED))))
        .extracting(BackendSummary::word)
        .containsExactly(Word.LAYERS_ONLY);
  }

  private static MeasurementRecord layer(String name, Outcome outcome) {
    return new MeasurementBuilder(BACKEND, "conv2d " + name)
        .layer("net", name, 1)
        .outcome(outcome)
        .build();
  }

  private static RoofRecord roof(String backend, Outcome outcome) {
    return new RoofRecord(
        backend, 2, 2, Kind.STREAM, "add shape=9 seed=1", outcome, "off", null, 9, 108, null);
  }

  private static OutcomeCounts counts(Outcome outcome) {
    return new OutcomeCounts(Map.of(outcome, 1));
  }

  private static ProofRecord proof(Outcome outcome) {
    return new ProofRecord(
        BACKEND,
        "resnet18",
        2,
        2,
        "proof",
        NETWORK,
        11_689_512,
        104,
        31_000,
        outcome,
        null,
        null,
        "");
  }
}
