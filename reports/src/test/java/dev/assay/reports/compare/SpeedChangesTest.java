package dev.assay.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reports.compare.Scope.Level;
import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.MeasurementBuilder;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.NoiseRecord;
import dev.assay.reports.record.NoiseRecord.Deviation;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many comparisons of simulated runs. */
class SpeedChangesTest {
  private static final int MANY = 100;
  private static final int SOME = 25;
  private static final int CALIBRATION_RUNS = 8;

  private static List<Comparison> compare(
      int times, SimulatedRuns runs, double factor, List<NoiseRecord> noise) {
    return LongStream.range(0, times)
        .parallel()
        .mapToObj(
            i ->
                Comparison.of(
                    runs.run(1, 1000 + 2 * i, noise),
                    runs.run(factor, 1001 + 2 * i, noise),
                    Map.of(),
                    Comparison.THRESHOLD))
        .toList();
  }

  private static long called(List<Comparison> comparisons, Judgement judgement) {
    return comparisons.stream()
        .flatMap(comparison -> comparison.speeds().changes().stream())
        .filter(change -> change.judgement() == judgement)
        .count();
  }

  private static long totals(List<Comparison> comparisons, Judgement judgement) {
    return comparisons.stream()
        .flatMap(comparison -> comparison.speeds().of(Level.TOTAL, judgement).stream())
        .count();
  }

  @Test
  void runsOfTheSameAreHardlyEverToldApart() {
    List<Comparison> comparisons =
        compare(MANY, SimulatedRuns.QUIET, 1, SimulatedRuns.QUIET.noise(CALIBRATION_RUNS, 0));
    assertThat(called(comparisons, Judgement.SLOWER) + called(comparisons, Judgement.FASTER))
        .isLessThanOrEqualTo(1);
    assertThat(totals(comparisons, Judgement.SAME)).isGreaterThan(95);
  }

  @Test
  void onANoisyMachineNothingIsSureButNothingIsFalse() {
    List<Comparison> comparisons =
        compare(SOME, SimulatedRuns.NOISY, 1, SimulatedRuns.NOISY.noise(CALIBRATION_RUNS, 0));
    assertThat(called(comparisons, Judgement.SLOWER) + called(comparisons, Judgement.FASTER))
        .isLessThanOrEqualTo(1);
    assertThat(totals(comparisons, Judgement.INCONCLUSIVE)).isGreaterThan(SOME - 2);
  }

  @Test
  void withoutCalibrationNothingIsFalseOnAQuietMachine() {
    List<Comparison> comparisons = compare(MANY, SimulatedRuns.QUIET, 1, List.of());
    assertThat(called(comparisons, Judgement.SLOWER) + called(comparisons, Judgement.FASTER))
        .isLessThanOrEqualTo(1);
  }

  /** Six of 150 were, where runs differ by more than their rounds. */
  @Test
  void withoutCalibrationLittleIsFalseOnANoisyOne() {
    long wrong =
        compare(SOME, SimulatedRuns.NOISY, 1, List.of()).stream()
            .map(List::of)
            .filter(one -> called(one, Judgement.SLOWER) + called(one, Judgement.FASTER) > 0)
            .count();
    assertThat(wrong).isLessThanOrEqualTo(3);
  }

  private static List<Comparison> ofSixRounds(SimulatedRuns runs, double factor, int rounds) {
    return LongStream.range(0, MANY)
        .parallel()
        .mapToObj(
            i ->
                Comparison.of(
                    runs.run(1, 1000 + 2 * i, List.of()),
                    runs.run(factor, 1001 + 2 * i, rounds),
                    Map.of(),
                    Comparison.THRESHOLD))
        .toList();
  }

  /** All of them may be slow, and every problem with them. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void fewRoundsInASlowSpellAreNoSlowDown(int rounds) {
    long wrong =
        ofSixRounds(SimulatedRuns.SPELLS, 1, rounds).stream()
            .filter(
                comparison ->
                    called(List.of(comparison), Judgement.SLOWER)
                            + called(List.of(comparison), Judgement.FASTER)
                        > 0)
            .count();
    assertThat(wrong).isLessThanOrEqualTo(1);
  }

  @Test
  void threeRoundsAreEnoughForALargeOne() {
    assertThat(totals(ofSixRounds(SimulatedRuns.QUIET, 1.3, 3), Judgement.SLOWER))
        .isGreaterThan(95);
  }

  /** By several calibrations, of which one may have found more noise than there is. */
  @Test
  void fivePerCentSlowerIsSeen() {
    List<Comparison> comparisons =
        LongStream.of(0, 100, 200, 300)
            .mapToObj(seed -> SimulatedRuns.QUIET.noise(CALIBRATION_RUNS, seed))
            .flatMap(noise -> compare(SOME, SimulatedRuns.QUIET, 1.05, noise).stream())
            .toList();
    assertThat(totals(comparisons, Judgement.SLOWER)).isGreaterThanOrEqualTo(95);
    assertThat(called(comparisons, Judgement.FASTER)).isZero();
  }

  /**
   * Where runs of the same differ by 1.2 %, a floor of a little less than 5 %, one that came out 4
   * % slower may be 5 % slower as well.
   */
  @Test
  void theSameIsWhatNoChanceHidesAChangeIn() {
    SimulatedRuns runs = new SimulatedRuns(0, 0, 0.0005, 0.0005, 0);
    List<NoiseRecord> noise =
        runs.noise(CALIBRATION_RUNS, 0).stream().map(SpeedChangesTest::oftenOffByAPercent).toList();

    assertThat(totals(compare(1, runs, 1.01, noise), Judgement.SAME)).isEqualTo(1);
    assertThat(totals(compare(1, runs, 1.04, noise), Judgement.INCONCLUSIVE)).isEqualTo(1);
  }

  private static NoiseRecord oftenOffByAPercent(NoiseRecord noise) {
    return new NoiseRecord(
        noise.backend(),
        noise.measured(),
        noise.runs(),
        noise.deviations().stream()
            .map(
                of ->
                    new Deviation(
                        of.level(), of.name(), of.members(), of.seconds(), of.rounds(), 0.0084))
            .toList());
  }

  /** As where threads are placed, or algorithms chosen, so or so when a process begins. */
  @Test
  void aBackendThatIsSlowInEveryOtherProcessIsNotTheSame() {
    List<NoiseRecord> noise = SimulatedRuns.QUIET.noise(CALIBRATION_RUNS, 0);
    int told = 0;
    for (int seed = 0; seed < SOME; seed++) {
      RunRecord base = SimulatedRuns.QUIET.run(1, 1000 + 2 * seed, noise);
      RunRecord head = slowInEveryOtherRound(SimulatedRuns.QUIET.run(1, 1001 + 2 * seed, noise));
      SpeedChange total =
          Comparison.of(base, head, Map.of(), Comparison.THRESHOLD).speeds().of(Level.TOTAL).get(0);
      assertThat(total.judgement()).isEqualTo(Judgement.INCONCLUSIVE);
      assertThat(total.ratio()).isCloseTo(1, within(0.03));
      if (total.onAverage() != null) {
        told++;
        assertThat(total.onAverage()).isCloseTo(Math.sqrt(1.3), within(0.02));
      }
    }
    assertThat(told).as("those that the quickest rounds alone would call the same").isPositive();
  }

  private static RunRecord slowInEveryOtherRound(RunRecord run) {
    RunRecord slow = run;
    for (MeasurementRecord m : run.measurements()) {
      Timing timing = Objects.requireNonNull(m.timing());
      List<List<Double>> rounds = new ArrayList<>();
      for (List<Double> round : timing.seconds()) {
        double factor = rounds.size() % 2 == 0 ? 1.3 : 1;
        rounds.add(round.stream().map(seconds -> factor * seconds).toList());
      }
      slow =
          slow.with(
              new MeasurementBuilder(m)
                  .timing(
                      new Timing(
                          timing.median(),
                          timing.low(),
                          timing.high(),
                          rounds,
                          null,
                          null,
                          null,
                          timing.budget()))
                  .build());
    }
    return slow;
  }

  @Test
  void twoPerCentSlowerIsNeverCalledFaster() {
    for (SimulatedRuns runs : List.of(SimulatedRuns.QUIET, SimulatedRuns.NOISY)) {
      List<Comparison> comparisons = compare(SOME, runs, 1.02, runs.noise(CALIBRATION_RUNS, 0));
      assertThat(totals(comparisons, Judgement.FASTER)).isZero();
    }
  }

  /** Whether the total's floor is measured by runs of thirty problems, timed for 0.25 s each. */
  private static boolean isMeasured(int problems, double budget, List<NoiseRecord> noise) {
    SimulatedRuns runs = SimulatedRuns.QUIET;
    Comparison comparison =
        Comparison.of(
            runs.run(1, 1, noise, problems, budget),
            runs.run(1, 2, noise, problems, budget),
            Map.of(),
            Comparison.THRESHOLD);
    return comparison.speeds().of(Level.TOTAL).get(0).floorMeasured();
  }

  @Test
  void noiseIsThatOfTheSameProblemsTimedNoShorter() {
    List<NoiseRecord> noise = SimulatedRuns.QUIET.noise(CALIBRATION_RUNS, 0);
    assertThat(isMeasured(30, 0.25, noise)).isTrue();
    assertThat(isMeasured(30, 0.5, noise)).as("longer times vary less").isTrue();
    assertThat(isMeasured(30, 0.2, noise)).as("shorter times").isFalse();
    assertThat(isMeasured(2, 0.25, noise)).as("other problems").isFalse();
  }

  @Test
  void noiseOfOtherThreadsIsNone() {
    List<NoiseRecord> noise = SimulatedRuns.QUIET.noise(CALIBRATION_RUNS, 0);
    RunRecord base = withThreads(SimulatedRuns.QUIET.run(1, 1, noise), 7);
    RunRecord head = withThreads(SimulatedRuns.QUIET.run(1, 2, noise), 7);
    assertThat(Comparison.of(base, head, Map.of(), 0.05).speeds().changes())
        .isNotEmpty()
        .noneMatch(SpeedChange::floorMeasured);
  }

  /** Its own may be six times as large. */
  @Test
  void noiseOfOneLibraryIsNoneOfAnother() {
    List<NoiseRecord> noise = SimulatedRuns.QUIET.noise(CALIBRATION_RUNS, 0);
    RunRecord head = SimulatedRuns.QUIET.run(1, 2, noise);
    for (String name : List.of("libtorch", "dl4j@1.0.0-beta7")) {
      RunRecord base = renamed(SimulatedRuns.QUIET.run(1, 1, noise), name);
      assertThat(Comparison.of(base, head, Map.of(name, "dl4j"), 0.05).speeds().changes())
          .isNotEmpty()
          .allMatch(change -> change.floorMeasured() == name.startsWith("dl4j"));
    }
  }

  private static RunRecord renamed(RunRecord run, String name) {
    BackendRecord b = run.backends().get(0);
    RunRecord renamed =
        run.only(List.of())
            .with(new BackendRecord(name, name, null, b.device(), b.threads(), b.facts(), null));
    for (MeasurementRecord m : run.measurements()) {
      renamed =
          renamed.with(
              new MeasurementBuilder(name, m.problem())
                  .layer(m.network(), m.layer(), m.count())
                  .timing(m.timing())
                  .build());
    }
    return renamed;
  }

  private static RunRecord withThreads(RunRecord run, int threads) {
    BackendRecord b = run.backends().get(0);
    return run.with(
        new BackendRecord(b.name(), b.title(), null, b.device(), threads, b.facts(), null));
  }

  /** Of rounds that vary alike, as normal values do; what runs differ by beside is not in them. */
  @ParameterizedTest
  @ValueSource(ints = {3, 6, 10})
  void aboutNineteenOfTwentyIntervalsHoldTheTruth(int rounds) {
    SimulatedRuns runs = new SimulatedRuns(0, 0.02, 0, 0.001, 0);
    int times = 600;
    long held =
        LongStream.range(0, times)
            .parallel()
            .mapToObj(
                i ->
                    Comparison.of(
                        runs.run(1, 1000 + 2 * i, 1, rounds),
                        runs.run(1, 1001 + 2 * i, 1, rounds),
                        Map.of(),
                        Comparison.THRESHOLD))
            .map(comparison -> comparison.speeds().of(Level.TOTAL).get(0))
            .filter(total -> total.low() <= 1 && total.high() >= 1)
            .count();
    assertThat((double) held / times).isBetween(0.9, 0.999);
  }

  @Test
  void aSingleRoundHasNoInterval() {
    SpeedChange total =
        Comparison.of(
                SimulatedRuns.QUIET.run(1, 1, 6),
                SimulatedRuns.QUIET.run(1, 2, 1),
                Map.of(),
                Comparison.THRESHOLD)
            .speeds()
            .of(Level.TOTAL)
            .get(0);
    assertThat(total.low()).isEqualTo(total.ratio()).isEqualTo(total.high());
    assertThat(total.judgement()).isEqualTo(Judgement.INCONCLUSIVE);
  }

  /** Two problems of which one varies much are no seventy: nothing is called slower by chance. */
  @Test
  void aFloorOfManyProblemsIsNotThatOfTwo() {
    SimulatedRuns runs = SimulatedRuns.NOISY;
    List<NoiseRecord> noise = runs.noise(CALIBRATION_RUNS, 0);
    List<Comparison> comparisons =
        LongStream.range(0, MANY)
            .parallel()
            .mapToObj(
                i ->
                    Comparison.of(
                        runs.run(1, 1000 + 2 * i, noise, 2, 0.25),
                        runs.run(1, 1001 + 2 * i, noise, 2, 0.25),
                        Map.of(),
                        Comparison.THRESHOLD))
            .toList();
    assertThat(called(comparisons, Judgement.SLOWER) + called(comparisons, Judgement.FASTER))
        .isLessThanOrEqualTo(1);
  }

  @Test
  void aComparisonMadeAgainSaysTheSame() {
    var base = SimulatedRuns.QUIET.run(1, 1, List.of());
    var head = SimulatedRuns.QUIET.run(1.1, 2, List.of());
    assertThat(Comparison.of(base, head, Map.of(), 0.05))
        .isEqualTo(Comparison.of(base, head, Map.of(), 0.05));
  }
}
