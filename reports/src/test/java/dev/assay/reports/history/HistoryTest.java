package dev.assay.reports.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import dev.assay.reports.compare.Claim;
import dev.assay.reports.compare.Difference;
import dev.assay.reports.compare.Scope.Level;
import dev.assay.reports.compare.VerdictChange;
import dev.assay.reports.compare.VerdictChange.Kind;
import dev.assay.reports.record.Asked;
import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.ContractRecord;
import dev.assay.reports.record.FindingBuilder;
import dev.assay.reports.record.LawRecord;
import dev.assay.reports.record.MachineRecord;
import dev.assay.reports.record.MachineRecord.Gpu;
import dev.assay.reports.record.MeasurementBuilder;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.OutcomeCounts;
import dev.assay.reports.record.Precision;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.RunState;
import dev.assay.reports.record.SamplePrecision;
import dev.assay.reports.record.SampleRuns;
import dev.assay.reports.record.Timing;
import dev.assay.reports.record.VerificationBuilder;
import dev.assay.reports.record.VerificationRecord;
import dev.assay.reports.record.WholeNetworkBuilder;
import dev.assay.reports.record.WholeNetworkRecord;
import dev.assay.verify.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final SimulatedHistory DAILY = SimulatedHistory.quiet("a processor", 20);

  /** None of its first runs happens to take much longer, so few of them tell a step. */
  private static final SimulatedHistory CALM = SimulatedHistory.quiet("processor 4", 20);

  private static final String OLD = "1.0.0-beta7";
  private static final String NEW = "1.0.0-M2.1";

  private static History history(List<RunRecord> runs) {
    List<FoundRun> found =
        runs.stream()
            .map(run -> new FoundRun(Path.of(run.id(), "run.json"), RunDigest.of(run)))
            .toList();
    return History.of(new Archive(found, List.of()));
  }

  private static Track track(History history, String backend) {
    return history.machines().get(0).tracks().stream()
        .filter(track -> track.backend().equals(backend))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aStepIsToldOnceWithWhatWasUpgraded() {
    History history = history(DAILY.runs(60, 40, NEW, 1.05));
    Track track = track(history, "dl4j");
    assertThat(track.speeds()).hasSize(1);
    SpeedEvent event = track.speeds().get(0);
    assertThat(event.subject()).isEqualTo("layers");
    assertThat(event.at()).isEqualTo(40);
    assertThat(event.problems()).as("four fifths of them change").hasSizeBetween(16, 17);
    assertThat(event.of()).isEqualTo(20);
    assertThat(Math.log(event.ratio())).isCloseTo(0.8 * Math.log(1.05), within(0.006));
    assertThat(event.low()).isLessThan(event.ratio());
    assertThat(event.high()).isGreaterThan(event.ratio());
    assertThat(event.versions())
        .extracting(Object::toString)
        .containsExactly("library: " + OLD + " → " + NEW);
    assertThat(track(history, "djl-pytorch").speeds()).isEmpty();
  }

  /** So few runs tell no problem's step by itself. */
  @Test
  void theProblemsThatMakeUpAStepAreNamedTheLargestFirst() {
    assertThat(track(history(CALM.runs(20, 10, NEW, 1.3)), "dl4j").speeds())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.problems()).as("four fifths of them change").hasSize(16);
              assertThat(event.problems())
                  .extracting(SpeedEvent.Step::ratio)
                  .isSortedAccordingTo(Comparator.reverseOrder())
                  .allSatisfy(ratio -> assertThat(ratio).isCloseTo(1.3, within(0.03)));
            });
  }

  @Test
  void whatLastedShortlyIsToldTwiceWithTheProblemsOfEach() {
    List<RunRecord> runs = new ArrayList<>(CALM.runs(38, 38, OLD, 1));
    for (int day = 14; day < 24; day++) {
      runs.set(day, CALM.run(day, OLD, 1.3, false));
    }
    assertThat(track(history(runs), "dl4j").speeds())
        .extracting(SpeedEvent::at, SpeedEvent::isSlower, event -> event.problems().size())
        .containsExactly(tuple(14, true, 16), tuple(24, false, 16));
  }

  @Test
  void stepsOfLayersAndOfTrainingAreTwo() {
    List<RunRecord> runs = new ArrayList<>();
    for (int day = 0; day < 20; day++) {
      double factor = day < 10 ? 1 : 1.3;
      runs.add(CALM.run(day, OLD, factor, false).with(training(0.1 * factor)));
    }
    assertThat(track(history(runs), "dl4j").speeds())
        .extracting(
            SpeedEvent::subject, SpeedEvent::at, event -> event.problems().size(), SpeedEvent::of)
        .containsExactly(tuple("layers", 10, 16, 20), tuple("training", 10, 1, 1));
  }

  private static WholeNetworkRecord training(double seconds) {
    return new WholeNetworkBuilder("dl4j", "lenet5", 8)
        .timing(new Timing(seconds, seconds, seconds, List.of(List.of(seconds))), seconds, 1 << 20)
        .build();
  }

  /** All in all, it is as fast as before. */
  @Test
  void whatBecameSlowerAndWhatFasterAreTwo() {
    Map<String, Double> factors =
        Map.of(
            "relu", 1 / 1.2 / 1.2, "conv2d", 1.2, "linear", 1.2, "tanh", 1 / 1.2, "softmax", 1.2);
    List<RunRecord> runs = new ArrayList<>(CALM.runs(22, 22, OLD, 1));
    runs.subList(11, 22).replaceAll(run -> slowed(run, factors));
    assertThat(track(history(runs), "dl4j").speeds())
        .extracting(SpeedEvent::subject, SpeedEvent::at, event -> event.problems().size())
        .containsExactly(
            tuple("relu forward, tanh forward", 11, 8),
            tuple("conv2d forward, linear forward, softmax forward", 11, 12));
  }

  /** The run as if some of dl4j's operations had taken another time. */
  private static RunRecord slowed(RunRecord run, Map<String, Double> factors) {
    RunRecord slowed = run;
    for (MeasurementRecord m : run.measurements()) {
      if (m.backend().equals("dl4j")) {
        double seconds =
            Objects.requireNonNull(m.timing()).median() * factors.getOrDefault(m.operation(), 1.0);
        slowed = slowed.with(new MeasurementBuilder(m).seconds(seconds).build());
      }
    }
    return slowed;
  }

  /** Twice the noise: single problems seem to step some runs away from where they do. */
  @Test
  void aStepIsToldOnceHoweverNoisy() {
    for (int i = 0; i < 10; i++) {
      SimulatedHistory noisy = new SimulatedHistory("processor " + i, 40, 0.02);
      assertThat(track(history(noisy.runs(100, 60, NEW, 1.06)), "dl4j").speeds())
          .as("history %d", i)
          .singleElement()
          .satisfies(event -> assertThat(event.at()).isBetween(58, 62));
    }
  }

  @Test
  void theOrderOfFilesDoesNotMatter() {
    List<RunRecord> runs = new ArrayList<>(DAILY.runs(40, 20, NEW, 1.05));
    Collections.shuffle(runs, new Random(3));
    assertThat(track(history(runs), "dl4j").speeds())
        .singleElement()
        .satisfies(event -> assertThat(event.at()).isEqualTo(20));
  }

  @Test
  void anUpgradeJustBeforeIsToldAsNearby() {
    assertThat(slowerLaterThanUpgraded(38).nearby()).hasSize(1);
  }

  @Test
  void anUpgradeLongBeforeIsNotBlamed() {
    assertThat(slowerLaterThanUpgraded(20).nearby()).isEmpty();
  }

  /** What is told of a step on day 40, which is no upgrade's: that came on an earlier day. */
  private static SpeedEvent slowerLaterThanUpgraded(int upgrade) {
    List<RunRecord> runs = new ArrayList<>(DAILY.runs(60, 60, OLD, 1));
    for (int day = upgrade; day < 60; day++) {
      runs.set(day, DAILY.run(day, NEW, day < 40 ? 1 : 1.05, false));
    }
    List<SpeedEvent> events = track(history(runs), "dl4j").speeds();
    assertThat(events).singleElement().satisfies(e -> assertThat(e.versions()).isEmpty());
    return events.get(0);
  }

  @Test
  void anUpgradeOfTheSystemIsToldLikeOneOfTheBackend() {
    RunRecord run = DAILY.run(0, OLD, 1, false);
    MachineRecord old = run.machine();
    Gpu card = new Gpu("NVIDIA L4", null, "550.54", null, null);
    MachineRecord upgraded =
        new MachineRecord(
            old.cpu(),
            old.memoryBytes(),
            "Debian GNU/Linux 13",
            "6.12.0",
            old.load(),
            old.virtual(),
            null,
            old.limits(),
            "OpenJDK 64-Bit Server VM 21.0.7",
            List.of(card),
            null);
    assertThat(track(history(List.of(run, on(upgraded, DAILY.run(1, OLD, 1, false)))), "dl4j"))
        .extracting(Track::versions)
        .asInstanceOf(list(VersionEvent.class))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.changes())
                    .extracting(Object::toString)
                    .containsExactly(
                        "JVM: OpenJDK 64-Bit Server VM 17.0.15 → OpenJDK 64-Bit Server VM 21.0.7",
                        "driver of NVIDIA L4: unknown → 550.54",
                        "kernel: 6.1.0 → 6.12.0",
                        "system: Debian GNU/Linux 12 → Debian GNU/Linux 13"));
  }

  /** Twenty histories of two backends with 20 problems each. */
  @Test
  void noiseAloneChangesNothing() {
    for (int i = 0; i < 20; i++) {
      List<RunRecord> runs = SimulatedHistory.quiet("processor " + i, 20).runs(50, 50, OLD, 1);
      assertThat(history(runs).machines().get(0).tracks())
          .allSatisfy(track -> assertThat(track.speeds()).isEmpty());
    }
  }

  @Test
  void machinesAndPlacesNeverMix() {
    List<RunRecord> runs = new ArrayList<>(DAILY.runs(20, 20, OLD, 1));
    // The other machine takes twice as long.
    SimulatedHistory other = SimulatedHistory.quiet("another processor", 20);
    for (int day = 20; day < 40; day++) {
      runs.add(other.run(day, OLD, 2, false));
    }
    RunRecord last = DAILY.run(41, OLD, 1, false);
    BackendRecord backend = last.backends().get(0);
    runs.add(
        last.with(
            new BackendRecord("dl4j", backend.title(), null, "cuda:0", 1, backend.facts(), null)));
    History history = history(runs);
    assertThat(history.machines()).hasSize(2);
    assertThat(history.machines().get(0).newest().run().id())
        .as("the newest first")
        .isEqualTo("run-41");
    assertThat(history.machines().get(0).tracks())
        .extracting(track -> track.backend() + " " + track.place())
        .containsExactly(
            "djl-pytorch cpu, 8 threads", "dl4j cpu, 8 threads", "dl4j cuda:0, 1 thread");
    assertThat(history.machines())
        .allSatisfy(
            machine ->
                assertThat(machine.tracks())
                    .allSatisfy(track -> assertThat(track.speeds()).isEmpty()));
  }

  @Test
  void theMachineWithTheNewestRunComesFirst() {
    RunRecord first = DAILY.run(0, OLD, 1, false);
    RunRecord last = SimulatedHistory.quiet("another processor", 3).run(1, OLD, 1, false);
    assertThat(history(List.of(first, last)).machines())
        .extracting(machine -> machine.newest().run().id())
        .containsExactly("run-1", "run-0");
  }

  /** It cannot tell its threads: those that it was asked for tell its tracks apart. */
  @Test
  void numbersOfThreadsThatWereAskedForNeverMix() {
    List<RunRecord> runs = new ArrayList<>();
    for (int threads : List.of(1, 4)) {
      RunRecord run = DAILY.run(threads, OLD, 1, false);
      runs.add(
          run.with(
              new BackendRecord(
                  "dl4j",
                  "dl4j",
                  null,
                  "cpu",
                  0,
                  backend(run).facts(),
                  null,
                  null,
                  null,
                  null,
                  new Asked(threads, 1))));
    }
    assertThat(history(runs).machines().get(0).tracks())
        .extracting(track -> track.backend() + " " + track.place())
        .containsExactly("djl-pytorch cpu, 8 threads", "dl4j cpu, 1 thread", "dl4j cpu, 4 threads");
  }

  @Test
  void whereAllProvesNothingNothingIsVerified() {
    RunRecord run =
        SampleRuns.timing("run", List.of())
            .with(
                new VerificationBuilder(
                        "dl4j",
                        "conv2d",
                        "forward",
                        Map.of(Outcome.MISTRUSTED, 3, Outcome.UNSUPPORTED, 4))
                    .build());
    assertThat(track(history(List.of(run)), "dl4j").newest().backend().correctness())
        .isEqualTo(Correctness.NOT_VERIFIED);
  }

  @Test
  void versionsOfABackendAreTheSameTrack() {
    List<RunRecord> runs = new ArrayList<>();
    for (int day = 0; day < 4; day++) {
      RunRecord run = DAILY.run(day, OLD, 1, false);
      runs.add(day < 2 ? run : renamed(run, "dl4j@1.0.0-M2.1"));
    }
    Track track = track(history(runs), "dl4j");
    assertThat(track.runs()).hasSize(4);
    assertThat(track.versions())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.at()).isEqualTo(2);
              assertThat(event.changes())
                  .extracting(Object::toString)
                  .contains("as: unknown → dl4j@1.0.0-M2.1");
            });
  }

  /** The run as if it had been made on another machine; only that dl4j started is left of it. */
  private static RunRecord on(MachineRecord machine, RunRecord run) {
    return SampleRuns.begunOn(machine, run.id(), run)
        .with(backend(run))
        .end(run.state(), run.started());
  }

  /** The run as if its first backend had another name; only that it started is left of it. */
  private static RunRecord renamed(RunRecord run, String name) {
    BackendRecord backend = run.backends().get(0);
    return run.anew()
        .with(
            new BackendRecord(
                name,
                backend.title(),
                name.substring(name.indexOf('@') + 1),
                backend.device(),
                backend.threads(),
                backend.facts(),
                null))
        .end(run.state(), run.started());
  }

  @Test
  void whatGotWrongAndRightIsToldAtItsRun() {
    List<RunRecord> runs = new ArrayList<>(DAILY.runs(10, 10, OLD, 1));
    runs.set(4, DAILY.run(4, OLD, 1, true));
    runs.set(8, DAILY.run(8, OLD, 1, true));
    runs.set(9, DAILY.run(9, OLD, 1, true));
    Track track = track(history(runs), "dl4j");
    assertThat(track.verdicts()).extracting(VerdictEvent::at).containsExactly(4, 5, 8);
    assertThat(track.verdicts())
        .flatExtracting(VerdictEvent::changes)
        .extracting(VerdictChange::kind)
        .containsExactly(Kind.BROKEN, Kind.REPAIRED, Kind.BROKEN);
    assertThat(track.wrong()).hasSize(1);
    Claim wrong = track.wrong().keySet().iterator().next();
    assertThat(wrong.key().words()).isEqualTo("conv2d forward");
    assertThat(track.wrong()).containsEntry(wrong, 8);
    assertThat(track.runs().get(8).backend().correctness()).isEqualTo(Correctness.WRONG);
    assertThat(track.runs().get(5).backend().correctness()).isEqualTo(Correctness.RIGHT);
    assertThat(track(history(runs), "djl-pytorch").verdicts()).isEmpty();
  }

  @Test
  void theGravestIsToldFirst() {
    RunRecord before = DAILY.run(0, OLD, 1, true);
    RunRecord after =
        DAILY
            .run(1, OLD, 1, false)
            .with(
                new VerificationBuilder("dl4j", "relu", "forward", Map.of(Outcome.FAILED, 400))
                    .build());
    assertThat(track(history(List.of(before, after)), "dl4j").verdicts().get(1).changes())
        .extracting(VerdictChange::kind, VerdictChange::subject)
        .containsExactly(
            tuple(Kind.BROKEN, "relu forward"), tuple(Kind.REPAIRED, "conv2d forward"));
  }

  @Test
  void aRunThatDidNotLookChangesNothing() {
    List<RunRecord> runs = new ArrayList<>();
    runs.add(DAILY.run(0, OLD, 1, true));
    runs.add(renamed(DAILY.run(1, OLD, 1, false), "dl4j@x"));
    runs.add(DAILY.run(2, OLD, 1, true));
    Track track = track(history(runs), "dl4j");
    assertThat(track.verdicts()).extracting(VerdictEvent::at).containsExactly(0);
    assertThat(track.wrong().values()).containsExactly(0);
    assertThat(track.runs().get(1).backend().correctness()).isEqualTo(Correctness.NOT_VERIFIED);
  }

  @Test
  void anotherArithmeticIsToldAtItsRun() {
    Track track =
        track(
            history(
                List.of(
                    computed(0, "f32", 0.5),
                    computed(1, "f32", 0.9),
                    computed(2, "tf32 or f16", 2_300),
                    DAILY.run(3, OLD, 1, false).with(verification(null)),
                    computed(4, "tf32 or f16", 2_100),
                    computed(5, "f32, approximate", 40))),
            "dl4j");
    assertThat(track.verdicts()).extracting(VerdictEvent::at).containsExactly(2, 5);
    assertThat(track.verdicts())
        .flatExtracting(VerdictEvent::changes)
        .containsExactly(
            new VerdictChange(
                Kind.COARSER,
                "dl4j",
                "conv2d forward",
                "f32, median error 0.5 u·Σ|terms|/√K",
                "tf32 or f16, median error 2300 u·Σ|terms|/√K",
                ""),
            new VerdictChange(
                Kind.FINER,
                "dl4j",
                "conv2d forward",
                "tf32 or f16, median error 2300 u·Σ|terms|/√K",
                "f32, approximate, median error 40 u·Σ|terms|/√K",
                ""));
    assertThat(track.wrong()).isEmpty();
  }

  /** Other random problems may lie on the other side of a limit between two arithmetics. */
  @Test
  void aLittleMoreErrorIsNoOtherArithmeticButSmallStepsAddUp() {
    Track track =
        track(
            history(
                List.of(
                    computed(0, "f32", 14),
                    computed(1, "f32, approximate", 18),
                    computed(2, "f32", 13),
                    computed(3, "f32, approximate", 50),
                    computed(4, "f32, approximate", 60))),
            "dl4j");
    assertThat(track.verdicts()).extracting(VerdictEvent::at).containsExactly(4);
  }

  private static RunRecord computed(int day, String arithmetic, double median) {
    return DAILY.run(day, OLD, 1, false).with(verification(SamplePrecision.of(arithmetic, median)));
  }

  private static VerificationRecord verification(@Nullable Precision precision) {
    return new VerificationBuilder("dl4j", "conv2d", "forward", Map.of(Outcome.PASSED, 400))
        .precision(precision)
        .build();
  }

  /** Whether few random problems are such that a law can be checked is chance. */
  @Test
  void lawsThatCouldNotBeCheckedAreNotGone() {
    List<RunRecord> runs =
        List.of(
            DAILY.run(0, OLD, 1, false).with(law(Outcome.PASSED)),
            DAILY.run(1, OLD, 1, false).with(law(Outcome.UNSUPPORTED)),
            DAILY.run(2, OLD, 1, false).with(law(Outcome.FAILED)));
    Track track = track(history(runs), "dl4j");
    assertThat(track.verdicts()).extracting(VerdictEvent::at).containsExactly(2);
  }

  private static LawRecord law(Outcome outcome) {
    return new LawRecord(
        "dl4j", "linearity", "conv2d", 5, new OutcomeCounts(Map.of(outcome, 5)), null);
  }

  /** An invalid problem that is computed is no wrong result, but to stop refusing it is news. */
  @Test
  void invalidProblemsAreNoWrongResults() {
    List<RunRecord> runs =
        List.of(
            DAILY.run(0, OLD, 1, false).with(invalid(Outcome.ACCEPTED)),
            DAILY.run(1, OLD, 1, false).with(invalid(Outcome.REJECTED)),
            DAILY.run(2, OLD, 1, false).with(invalid(Outcome.ACCEPTED)));
    Track track = track(history(runs), "dl4j");
    assertThat(track.wrong()).isEmpty();
    assertThat(track.newest().backend().correctness()).isEqualTo(Correctness.RIGHT);
    assertThat(track.verdicts())
        .flatExtracting(VerdictEvent::changes)
        .extracting(VerdictChange::kind)
        .containsExactly(Kind.REPAIRED, Kind.NO_LONGER_REFUSED);
  }

  private static ContractRecord invalid(Outcome outcome) {
    return new ContractRecord(
        "dl4j", "stride-zero", "conv2d", "conv2d stride=0x0", "no stride", outcome, "", "");
  }

  /** A run that did not look says nothing of them. */
  @Test
  void otherDeclarationsAreToldLikeOtherVersions() {
    RunRecord before = DAILY.run(0, OLD, 1, false);
    RunRecord unverified = DAILY.run(1, OLD, 1, false);
    RunRecord after = DAILY.run(2, OLD, 1, false);
    RunRecord othersAlone = DAILY.run(3, OLD, 1, false);
    BackendRecord dl4j = backend(after);
    BackendRecord declaring =
        new BackendRecord(
            dl4j.name(),
            dl4j.title(),
            null,
            dl4j.device(),
            dl4j.threads(),
            dl4j.facts(),
            null,
            "tf32",
            null,
            null,
            null);
    Track track =
        track(
            history(
                List.of(
                    before,
                    unverified
                        .anew()
                        .with(backend(unverified))
                        .end(RunState.FINISHED, after.started()),
                    after
                        .with(declaring)
                        .with(
                            new FindingBuilder("dl4j", Outcome.KNOWN, "conv2d n=1")
                                .known("shifted", "padding on the wrong side", "")
                                .build()),
                    othersAlone
                        .anew()
                        .with(declaring)
                        .with(
                            new VerificationBuilder(
                                    "djl-pytorch", "conv2d", "forward", Map.of(Outcome.PASSED, 400))
                                .build())
                        .end(RunState.FINISHED, othersAlone.started()))),
            "dl4j");
    assertThat(track.versions())
        .containsExactly(
            new VersionEvent(
                2,
                List.of(
                    new Difference("products", "f32", "tf32"),
                    new Difference("known divergences of conv2d", "none", "shifted"))));
  }

  private static BackendRecord backend(RunRecord run) {
    return run.backends().stream().filter(b -> b.name().equals("dl4j")).findFirst().orElseThrow();
  }

  @Test
  void oneThatDoesNotStartStaysOnItsTrack() {
    List<RunRecord> runs = new ArrayList<>(DAILY.runs(3, 3, OLD, 1));
    RunRecord failed = renamed(DAILY.run(3, OLD, 1, false), "dl4j");
    runs.add(
        failed.with(BackendRecord.unavailable("dl4j", "dl4j", null, "cpu", "no natives here")));
    Track track = track(history(runs), "dl4j");
    assertThat(track.runs()).hasSize(4);
    assertThat(track.newest().backend().correctness()).isEqualTo(Correctness.NOT_STARTED);
    assertThat(track.verdicts())
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.changes())
                    .extracting(VerdictChange::kind, VerdictChange::after)
                    .containsExactly(tuple(Kind.LOST, "no natives here")));
    assertThat(track.versions()).isEmpty();
  }

  @Test
  void timingFewerProblemsIsNoStep() {
    SimulatedHistory few = SimulatedHistory.quiet("a processor", 12);
    List<RunRecord> runs = new ArrayList<>(DAILY.runs(20, 20, OLD, 1));
    for (int day = 20; day < 40; day++) {
      runs.add(few.run(day, OLD, 1, false));
    }
    Track track = track(history(runs), "dl4j");
    assertThat(track.speeds()).isEmpty();
    Series total = track.series(Level.TOTAL).get(0);
    assertThat(total.size()).isEqualTo(40);
    assertThat(total.ratio(39)).isCloseTo(1, within(0.05));
    Series rare = track.series(Level.PROBLEM).get(19);
    assertThat(rare.size()).isEqualTo(20);
  }

  @Test
  void timingMoreProblemsIsNoStepAndHidesNone() {
    SimulatedHistory few = SimulatedHistory.quiet("a processor", 12);
    List<RunRecord> runs = new ArrayList<>(few.runs(20, 20, OLD, 1));
    for (int day = 20; day < 40; day++) {
      runs.add(DAILY.run(day, OLD, day < 30 ? 1 : 1.3, false));
    }
    Track track = track(history(runs), "dl4j");
    assertThat(track.speeds())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.subject()).isEqualTo("layers");
              assertThat(event.at()).isEqualTo(30);
              assertThat(Math.log(event.ratio())).isCloseTo(0.8 * Math.log(1.3), within(0.01));
            });
  }

  @Test
  void aFamilyOfOneProblemIsNotToldOfTwice() {
    Track several = track(history(List.of(DAILY.run(0, OLD, 1, false))), "dl4j");
    assertThat(several.series(Level.FAMILY))
        .extracting(Series::name, Series::problems)
        .contains(tuple("conv2d forward", 4))
        .hasSize(5);

    SimulatedHistory one = SimulatedHistory.quiet("a processor", 5);
    Track single = track(history(List.of(one.run(0, OLD, 1, false))), "dl4j");
    assertThat(single.series(Level.FAMILY)).isEmpty();
    assertThat(single.series(Level.PROBLEM)).hasSize(5);
  }

  @Test
  void levelsAreRelativeToTheFirst() {
    Series series =
        track(history(DAILY.runs(60, 30, NEW, 1.1)), "dl4j").series(Level.PROBLEM).get(1);
    assertThat(series.changes()).hasSize(1);
    assertThat(series.levelRatio(0)).isEqualTo(1);
    assertThat(series.levelRatio(59)).isCloseTo(1.1, within(0.02));
    assertThat(series.ratio(59)).isCloseTo(1.1, within(0.05));
    assertThat(series.seconds(0)).isCloseTo(2e-3, within(2e-4));
  }
}
