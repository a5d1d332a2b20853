package dev.assay.reports.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.assay.bench.RoofProblem.Kind;
import dev.assay.spi.Repeatability;
import dev.assay.verify.Outcome;
import dev.assay.verify.Reruns;
import dev.assay.verify.threads.ThreadComparison.Agreement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MergeTest {
  private static RunRecord run(String id, long seed, @Nullable String shard) {
    return run(id, seed, shard, SampleRuns.begun().machine());
  }

  private static RunRecord run(
      String id, long seed, @Nullable String shard, MachineRecord machine) {
    return run(id, seed, shard, machine, "relu");
  }

  private static RunRecord run(
      String id, long seed, @Nullable String shard, MachineRecord machine, String operation) {
    return RunRecord.begin(
            id,
            Instant.EPOCH,
            "assay verify",
            seed,
            100,
            "0.1.0",
            machine,
            new CampaignRecord(List.of("verify"), shard, null, List.of()),
            List.of())
        .with(new PaceRecord("b", operation, 50, 2))
        .with(new CampaignRecord.Position("b", operation, 50, 2, false))
        .end(RunState.FINISHED, Instant.EPOCH);
  }

  private static RunRecord merge(RunRecord... runs) {
    return Merge.of(List.of(runs), "merged", Instant.EPOCH, "assay merge");
  }

  @Test
  void whatCanBeAddedIsAdded() {
    RunRecord merged = merge(run("one", 1, null), run("two", 2, null));

    assertThat(merged.tries()).isEqualTo(200);
    assertThat(merged.pace()).containsExactly(new PaceRecord("b", "relu", 100, 4));
    assertThat(merged.sources()).extracting(SourceRecord::id).containsExactly("one", "two");
    assertThat(merged.campaign()).isNull();
  }

  @Test
  void shardsHaveTheirTriesInCommon() {
    assertThat(merge(run("one", 1, "1/2"), run("two", 1, "2/2")).tries()).isEqualTo(100);
  }

  @Test
  void problemsThatWouldCountTwiceAreRefused() {
    assertThatThrownBy(() -> merge(run("one", 1, "1/2"), run("two", 1, "1/2")))
        .isInstanceOf(MergeException.class)
        .hasMessageContaining("runs one and two tried the same problems (1/2 and 1/2 of seed 1)");
    assertThatThrownBy(() -> merge(run("one", 1, null), run("two", 1, "1/2")))
        .isInstanceOf(MergeException.class);
    RunRecord merged = merge(run("one", 1, "1/3"), run("two", 1, "2/3"));
    assertThatThrownBy(() -> merge(merged, run("again", 1, "2/3")))
        .isInstanceOf(MergeException.class);
    assertThat(merge(merged, run("three", 1, "3/3")).sources()).hasSize(3);
  }

  @Test
  void whatASourceDidNotTryCannotCountTwice() {
    RunRecord merged = merge(run("one", 1, null), tanh("two", 2));

    assertThat(merge(merged, tanh("three", 1)).sources()).hasSize(3);
    assertThatThrownBy(() -> merge(merged, tanh("four", 2)))
        .isInstanceOf(MergeException.class)
        .hasMessageContaining("runs two and four tried the same problems");
    RunRecord continued =
        run("one", 1, null).with(new CampaignRecord.Position("b", "relu", 99, 3, false));
    assertThatThrownBy(() -> merge(merged, continued))
        .hasMessageContaining("run one is there twice");
  }

  private static RunRecord tanh(String id, long seed) {
    return run(id, seed, null, SampleRuns.begun().machine(), "tanh");
  }

  @Test
  void aMergedRunCameAsFarAsAllOfItsSources() {
    RunRecord whole = run("one", 1, null);
    RunRecord two = run("two", 2, null);
    RunRecord failed = two.end(RunState.FAILED, Instant.EPOCH);
    RunRecord killed =
        two.with(new CampaignRecord.Position("b", "relu", 50, 2, true))
            .end(RunState.RUNNING, Instant.EPOCH);

    assertThat(merge(whole, two).state()).isEqualTo(RunState.FINISHED);
    assertThat(merge(whole, failed).state()).isEqualTo(RunState.FAILED);
    RunRecord merged = merge(whole, killed);
    assertThat(merged.state()).isEqualTo(RunState.INTERRUPTED);
    assertThat(merged.givenUp()).isEqualTo(killed.givenUp()).hasSize(1);
    assertThat(merge(merged, run("three", 3, null)).state()).isEqualTo(RunState.INTERRUPTED);
  }

  @Test
  void secondRunsAreAddedByWhatWasSaidOfThem() {
    VerificationRecord one = verification(Map.of(Repeatability.PROMISED, new Reruns(20, 0)));
    VerificationRecord two =
        verification(
            Map.of(
                Repeatability.PROMISED, new Reruns(10, 1),
                Repeatability.DISCLAIMED, new Reruns(5, 2)));

    VerificationRecord both =
        merge(run("one", 1, null).with(one), run("two", 2, null).with(two)).verifications().get(0);

    assertThat(both.reruns())
        .containsOnly(
            entry(Repeatability.PROMISED, new Reruns(30, 1)),
            entry(Repeatability.DISCLAIMED, new Reruns(5, 2)));
  }

  private static VerificationRecord verification(Map<Repeatability, Reruns> reruns) {
    return new VerificationBuilder("b", "relu", "forward", Map.of(Outcome.PASSED, 100))
        .reruns(reruns)
        .build();
  }

  @Test
  void devicesAndPrecisionsAreNotMixed() {
    RunRecord one = run("one", 1, null).with(backend("cpu", null));
    assertThatThrownBy(() -> merge(one, run("two", 2, null).with(backend("cuda:0", null))))
        .hasMessage(
            "b computed on cpu in run one and on cuda:0 in run two; merge runs of one device");
    assertThatThrownBy(() -> merge(one, run("two", 2, null).with(backend("cpu", "tf32"))))
        .hasMessage(
            "b multiplied in f32 in run one and in tf32 in run two; merge runs of one precision");
    RunRecord declared = run("one", 1, null).with(backend("cpu", "bf16"));
    assertThat(
            merge(declared, run("two", 2, null).with(backend("cpu", "bf16"))).backends().stream()
                .filter(b -> b.name().equals("b")))
        .extracting(BackendRecord::products)
        .containsExactly("bf16");
  }

  @Test
  void versionsAreKeptSideBySide() {
    RunRecord one = run("one", 1, null).with(version("1.0.1"));
    RunRecord two = run("two", 2, null).with(version("1.0"));
    assertThat(merge(merge(one, two), run("three", 3, null).with(version("1.0"))).backends())
        .filteredOn(b -> b.name().equals("b"))
        .extracting(b -> b.facts().get("library"))
        .containsExactly("1.0.1 | 1.0");
  }

  private static BackendRecord version(String library) {
    return new BackendRecord(
        "b", "B", null, "cpu", 1, new TreeMap<>(Map.of("library", library)), null);
  }

  private static BackendRecord backend(String device, @Nullable String precision) {
    return new BackendRecord(
        "b", "B", null, device, 1, new TreeMap<>(), null, precision, null, null, null);
  }

  @Test
  void aPairIsAGapOnlyWhereNoRunReachedIt() {
    CoverageRecord one =
        coverage(
            Map.of("fill", Map.of("integer", 5, "real", 2), "n", Map.of("1", 7)), "fill=real n=1");
    CoverageRecord two =
        coverage(
            Map.of("fill", Map.of("real", 3), "n", Map.of("1", 1, "small", 2)),
            "fill=real n=small");

    CoverageRecord both =
        merge(run("one", 1, null).with(one), run("two", 2, null).with(two)).coverage().get(0);

    assertThat(both.features().get("fill")).containsOnly(entry("integer", 5), entry("real", 5));
    assertThat(both.features().get("n")).containsOnly(entry("1", 8), entry("small", 2));
    // Only the first knew integers, only the second small batches.
    assertThat(both.gaps()).containsExactly("fill=integer n=small", "fill=real n=small");
    assertThat(both.pairs()).isEqualTo(4);
    assertThat(both.reached()).isEqualTo(2);
  }

  private static CoverageRecord coverage(Map<String, Map<String, Integer>> features, String gap) {
    SortedMap<String, SortedMap<String, Integer>> sorted = new TreeMap<>();
    features.forEach((feature, values) -> sorted.put(feature, new TreeMap<>(values)));
    return new CoverageRecord("b", "relu", sorted, List.of(gap));
  }

  @Test
  void theSmallestProblemOfAFindingIsKept() {
    RunRecord one = run("one", 1, null).with(finding("relu shape=20", 3));
    RunRecord two = run("two", 2, null).with(finding("relu shape=2", 4));

    assertThat(merge(one, two).findings()).containsExactly(finding("relu shape=2", 7));
  }

  @Test
  void eachNetworkHasItsOwnFinding() {
    RunRecord both =
        run("one", 1, null)
            .with(finding("training-step network=lenet5 n=4", 1))
            .with(finding("training-step network=lenet5 n=4 steps=5", 1))
            .with(finding("training-step network=vgg16 n=2 size=32x32", 1));

    assertThat(both.anew().goneOnWith(both).findings())
        .containsExactly(
            finding("training-step network=lenet5 n=4", 2),
            finding("training-step network=vgg16 n=2 size=32x32", 1));
  }

  private static FindingRecord finding(String problem, int occurrences) {
    return new FindingBuilder("b", Outcome.CRASHED, problem)
        .occurrences(occurrences)
        .message("exit code 1")
        .reproduce("./assay replay")
        .build();
  }

  @Test
  void numbersOfThreadsAreKeptApart() {
    RunRecord sweep = SampleRuns.sweep();
    RunRecord one = run("one", 1, null);
    RunRecord two = run("two", 2, null);
    for (ProofRecord proof : sweep.proofs()) {
      one = proof.threads() == 1 ? one.with(proof) : one;
      two = proof.threads() == 2 ? two.with(proof) : two;
    }
    for (WholeNetworkRecord training : sweep.training()) {
      one = training.threads() == 1 ? one.with(training) : one;
      two = training.threads() == 2 ? two.with(training) : two;
    }

    RunRecord merged = merge(one, two);

    assertThat(merged.proofs()).hasSize(6).containsAll(sweep.proofs());
    assertThat(merged.training())
        .hasSize(6)
        .containsAll(sweep.training().stream().map(WholeNetworkRecord::withoutFile).toList());
  }

  @Test
  void theSpeedOfOneMachineIsNoneOfAnother() {
    RunRecord measured = SampleRuns.complete();
    RunRecord elsewhere = run("two", 2, null, on(new MachineRecord.Limits(1.0, null), null));

    RunRecord merged = merge(measured, elsewhere);

    assertThat(merged.roofs())
        .singleElement()
        .satisfies(wrong -> assertThat(wrong.isWrong()).isTrue());
    assertThat(merged.measurements())
        .extracting(MeasurementRecord::outcome)
        .isEqualTo(measured.measurements().stream().map(MeasurementRecord::outcome).toList());
    assertThat(merged.measurements()).extracting(MeasurementRecord::timing).containsOnlyNulls();
    assertThat(merged.measurements())
        .filteredOn(MeasurementRecord::isVerified)
        .isNotEmpty()
        .allSatisfy(m -> assertThat(m.message()).contains("machines that differ"));
    assertThat(merged.training())
        .hasSameSizeAs(measured.training())
        .allSatisfy(
            t -> {
              assertThat(t.timing()).isNull();
              assertThat(t.peakBytes()).isNull();
              assertThat(t.message()).isNotNull();
            });
  }

  @Test
  void anUpgradedMachineIsTheSame() {
    RunRecord measured = SampleRuns.complete();
    MachineRecord machine = measured.machine();

    RunRecord merged = merge(measured, run("two", 2, null, on(machine.limits(), "6.12.0")));

    assertThat(merged.machine().kernel()).isNull();
    assertThat(merged.machine().key()).isEqualTo(machine.key());
    assertThat(merged.roofs())
        .isEqualTo(measured.roofs().stream().map(RoofRecord::withoutFile).toList());
    assertThat(merged.measurements())
        .isEqualTo(measured.measurements().stream().map(MeasurementRecord::withoutFile).toList());
  }

  private static MachineRecord on(MachineRecord.Limits limits, @Nullable String kernel) {
    MachineRecord machine = SampleRuns.begun().machine();
    return new MachineRecord(
        machine.cpu(),
        machine.memoryBytes(),
        machine.os(),
        kernel,
        List.of(),
        machine.virtual(),
        machine.onBattery(),
        limits,
        machine.jvm(),
        List.of(),
        null);
  }

  /** Layers and networks leave no finding, so nothing else would tell. */
  @Test
  void noRunTakesBackThatSomethingIsWrong() {
    RunRecord one = withResults(run("one", 1, null), Outcome.FAILED, Agreement.WRONG);
    RunRecord two = withResults(run("two", 2, null), Outcome.PASSED, Agreement.BITWISE);

    for (RunRecord merged : List.of(merge(one, two), merge(two, one))) {
      assertThat(merged.measurements()).isEqualTo(one.measurements());
      assertThat(merged.training()).isEqualTo(one.training());
      assertThat(merged.proofs()).isEqualTo(one.proofs());
      assertThat(merged.threads()).isEqualTo(one.threads());
      assertThat(merged.roofs()).isEqualTo(one.roofs());
    }
  }

  @Test
  void norThatABackendDiesOfAnInvalidProblem() {
    RunRecord one = run("one", 1, null).with(invalid(Outcome.CRASHED));
    RunRecord two = run("two", 2, null).with(invalid(Outcome.REJECTED));

    assertThat(merge(one, two).contract()).containsExactly(invalid(Outcome.CRASHED));
    assertThat(merge(two, one).contract()).containsExactly(invalid(Outcome.CRASHED));
  }

  @Test
  void whatIsRightInBothIsAsTheLastOneTimedIt() {
    RunRecord one = withResults(run("one", 1, null), Outcome.FAILED, Agreement.WRONG);
    RunRecord two = withResults(run("two", 2, null), Outcome.PASSED, Agreement.BITWISE);
    MeasurementRecord later =
        new MeasurementBuilder(two.measurements().get(0)).seconds(2.0).build();

    assertThat(merge(two, run("three", 3, null).with(later)).measurements()).containsExactly(later);
    assertThat(one.goneOnWith(two).measurements())
        .as("what a run does again after it ended early counts")
        .isEqualTo(two.measurements());
  }

  private static RunRecord withResults(RunRecord run, Outcome outcome, Agreement agreement) {
    return run.with(new MeasurementBuilder("b", "conv2d n=1").outcome(outcome).build())
        .with(new WholeNetworkBuilder("b", "lenet5", 4).outcome(outcome, "as proved").build())
        .with(
            new ProofRecord(
                "b", "lenet5", 2, 2, "p", "training-step", 1, 1, 1, outcome, 0.5, "loss", ""))
        .with(new ThreadsRecord("b", "conv2d n=1", 2, agreement, ""))
        .with(
            new RoofRecord(
                "b", 2, 2, Kind.MATRIX_PRODUCT, "linear", outcome, null, null, 1, 1, null));
  }

  private static ContractRecord invalid(Outcome outcome) {
    return new ContractRecord(
        "b", "stride-zero", "conv2d", "conv2d stride=0x0", "no stride", outcome, "", "");
  }

  @Test
  void everyTimeThatACardWasWatchedIsKept() {
    RunRecord run = SampleRuns.onACard();
    RunRecord goneOnWith = run.goneOnWith(run.anew().with(run.cards().get(0)));
    assertThat(goneOnWith.cards()).hasSize(2);
    assertThat(merge(run, run("two", 2, "1/2")).cards()).isEmpty(); // another machine
  }

  @Test
  void mergedAndContinuableRunsFitTheFormat() {
    RunRecord merged = merge(SampleRuns.complete(), run("two", 2, "1/2"));
    assertThat(RunJson.parse(RunJson.print(merged), "run")).isEqualTo(merged);
  }
}
