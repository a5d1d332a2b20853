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
import dev.assay.reports.record.SampleRuns;
import dev.assay.reports.record.Timing;
import dev.assay.reports.record.WholeNetworkBuilder;
import dev.assay.reports.record.WholeNetworkRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
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

  private static Comparison compare(RunRecord base, RunRecord head) {
    return Comparison.of(base, head, Map.of(), Comparison.THRESHOLD);
  }

  private static SpeedChange total(RunRecord base, RunRecord head) {
    return compare(base, head).speeds().of(Level.TOTAL).get(0);
  }

  private static RunRecord ofTwoProblems(long seed, List<NoiseRecord> noise) {
    return SimulatedRuns.QUIET.run(1, seed, noise, 2, 0.25);
  }

  private static List<NoiseRecord> noiseOfTwoProblems(SimulatedRuns runs, double budget) {
    return Calibration.of(
        LongStream.range(0, Calibration.FEWEST_RUNS)
            .mapToObj(seed -> runs.run(1, seed, List.of(), 2, budget))
            .toList());
  }

  @Test
  void theNewerRunKnowsMoreOfNoiseIfItKnowsAny() {
    List<NoiseRecord> much = noiseOfTwoProblems(SimulatedRuns.NOISY, 0.25);
    List<NoiseRecord> little = noiseOfTwoProblems(SimulatedRuns.QUIET, 0.25);
    SpeedChange byHead = total(ofTwoProblems(1, much), ofTwoProblems(2, little));
    SpeedChange byBase = total(ofTwoProblems(1, much), ofTwoProblems(2, List.of()));
    assertThat(byHead.floorMeasured()).isTrue();
    assertThat(byBase.floorMeasured()).isTrue();
    assertThat(byBase.floor()).isGreaterThan(2 * byHead.floor() - 1);
  }

  @Test
  void ofSeveralCalibrationsThatOfTheLongestTimesCounts() {
    List<NoiseRecord> shortTimes = noiseOfTwoProblems(SimulatedRuns.NOISY, 0.1);
    List<NoiseRecord> longTimes = noiseOfTwoProblems(SimulatedRuns.QUIET, 0.2);
    double floor = total(ofTwoProblems(1, List.of()), ofTwoProblems(2, longTimes)).floor();
    for (List<NoiseRecord> both :
        List.of(
            List.of(shortTimes.get(0), longTimes.get(0)),
            List.of(longTimes.get(0), shortTimes.get(0)))) {
      assertThat(total(ofTwoProblems(1, List.of()), ofTwoProblems(2, both)).floor())
          .isEqualTo(floor);
    }
  }

  /** Rounds of one run took turns: what else runs differ by is not between them. */
  @Test
  void withinOneRunChanceReachesHalfAsFar() {
    RunRecord one = ofTwoProblems(1, List.of());
    RunRecord other = renamed(ofTwoProblems(2, List.of()), "dl4j@1.0.0-beta7");
    RunRecord both = one.with(other.backends().get(0));
    for (MeasurementRecord m : other.measurements()) {
      both = both.with(m);
    }
    SpeedChange within =
        Comparison.of(both, both, Map.of("dl4j@1.0.0-beta7", "dl4j"), Comparison.THRESHOLD)
            .speeds()
            .of(Level.TOTAL)
            .get(0);
    SpeedChange between = total(other, one);
    assertThat(within.floorMeasured()).isTrue();
    assertThat(between.floorMeasured()).isFalse();
    assertThat(within.ratio()).isCloseTo(between.ratio(), within(1e-12));
    assertThat(Math.log(between.floor())).isCloseTo(2 * Math.log(within.floor()), within(1e-9));
  }

  /** A run of one problem, each round of which took exactly so long. */
  private static RunRecord exact(String id, List<NoiseRecord> noise, double... rounds) {
    List<List<Double>> seconds = Arrays.stream(rounds).mapToObj(List::of).toList();
    return SampleRuns.timing(id, noise)
        .with(
            new MeasurementBuilder("dl4j", "conv2d forward n=1")
                .timing(new Timing(1, 1, 1, seconds, null, null, null, 0.25))
                .build());
  }

  /** Where runs of the same differ by next to nothing. */
  private static SpeedChange ofCalmMachine(double[] base, double[] head) {
    return ofCalmMachine(Level.TOTAL, base, head);
  }

  private static SpeedChange ofCalmMachine(Level level, double[] base, double[] head) {
    List<NoiseRecord> noise = ofCalmMachine();
    return compare(exact("base", noise, base), exact("head", noise, head))
        .speeds()
        .of(level)
        .get(0);
  }

  private static List<NoiseRecord> ofCalmMachine() {
    return Calibration.of(
        IntStream.range(0, CALIBRATION_RUNS)
            .mapToObj(i -> exact("run-" + i, List.of(), rounds(1 + 0.0005 * (i % 2), 1.001)))
            .toList());
  }

  /** Six of them, of which one takes so long, and each other one so long. */
  private static double[] rounds(double one, double others) {
    return new double[] {others, others, one, others, others, others};
  }

  @Test
  void whatIsBeyondChanceAndInEveryRoundIsTold() {
    double[] even = rounds(1, 1);
    SpeedChange slower = ofCalmMachine(even, rounds(1.1, 1.1));
    assertThat(slower.judgement()).isEqualTo(Judgement.SLOWER);
    // Half of eight runs take 1.0005 times as long as the others, and two differ by √2 of that.
    assertThat(Math.log(slower.floor()))
        .isCloseTo(Math.sqrt(2 * 8 / 28.0) * Math.log(1.0005) * 4.029, within(1e-6));
    assertThat(slower.before()).isCloseTo(1, within(1e-12));
    assertThat(slower.after()).isCloseTo(1.1, within(1e-12));
    assertThat(ofCalmMachine(rounds(1.1, 1.1), even).judgement()).isEqualTo(Judgement.FASTER);
    assertThat(ofCalmMachine(even, rounds(1, 1.001)).judgement()).isEqualTo(Judgement.SAME);
    assertThat(ofCalmMachine(rounds(1, 1.001), even).judgement()).isEqualTo(Judgement.SAME);
  }

  /** The quickest round may be luck. */
  @Test
  void whatASingleRoundTellsIsNotTold() {
    double[] base = rounds(1, 1.3);
    double[] head = rounds(1.06, 1.3);
    assertThat(ofCalmMachine(base, head).judgement()).isEqualTo(Judgement.INCONCLUSIVE);
    assertThat(ofCalmMachine(head, base).judgement()).isEqualTo(Judgement.INCONCLUSIVE);
    assertThat(ofCalmMachine(rounds(1, 1), base).judgement()).isEqualTo(Judgement.INCONCLUSIVE);
    assertThat(ofCalmMachine(base, rounds(1, 1)).judgement()).isEqualTo(Judgement.INCONCLUSIVE);
  }

  /** One case in 64 of rounds drawn from the base has none of its quick ones. */
  @Test
  void aSingleProblemNeedsMoreCertaintyThanATotal() {
    double[] base = everyOther(1.3);
    double[] head = rounds(1.05, 1.05);
    assertThat(ofCalmMachine(Level.TOTAL, base, head).judgement()).isEqualTo(Judgement.SLOWER);
    assertThat(ofCalmMachine(Level.PROBLEM, base, head).judgement())
        .isEqualTo(Judgement.INCONCLUSIVE);
  }

  @Test
  void whatAllRoundsSayIsToldWhereItIsMoreThanTheThreshold() {
    double[] even = rounds(1, 1);
    SpeedChange slower = ofCalmMachine(even, everyOther(1.3));
    assertThat(slower.ratio()).isCloseTo(1, within(1e-12));
    assertThat(slower.onAverage()).isCloseTo(Math.sqrt(1.3), within(1e-9));
    assertThat(slower.judgement()).isEqualTo(Judgement.INCONCLUSIVE);
    SpeedChange faster = ofCalmMachine(everyOther(1.3), even);
    assertThat(faster.ratio()).isCloseTo(1, within(1e-12));
    assertThat(faster.onAverage()).isCloseTo(1 / Math.sqrt(1.3), within(1e-9));
    assertThat(faster.judgement()).isEqualTo(Judgement.INCONCLUSIVE);
    SpeedChange little = ofCalmMachine(even, everyOther(1.08));
    assertThat(little.onAverage()).isNull();
    assertThat(little.judgement()).isEqualTo(Judgement.SAME);
  }

  /** Something else disturbed every other round, and the backend is as quick as ever. */
  @Test
  void roundsThatWereDisturbedAreNotTheBackendsOwn() {
    RunRecord even = exact("even", ofCalmMachine(), rounds(1, 1));
    RunRecord slow = exact("slow", ofCalmMachine(), everyOther(1.3));
    MeasurementRecord m = slow.measurements().get(0);
    Timing timing = Objects.requireNonNull(m.timing());
    Timing disturbed =
        new Timing(1, 1, 1, timing.seconds(), timing.seconds(), null, null, timing.budget());
    SpeedChange total = total(even, slow.with(new MeasurementBuilder(m).timing(disturbed).build()));
    assertThat(total.onAverage()).isNull();
    assertThat(total.judgement()).isEqualTo(Judgement.SAME);
  }

  private static double[] everyOther(double seconds) {
    return new double[] {1, seconds, 1, seconds, 1, seconds};
  }

  /**
   * Where one round is quicker than all others, halves always differ by that; twice as much is
   * chance between runs, times 4.317, beyond which Student's distribution with six degrees of
   * freedom lies in 0.5 %, or 4.029 with seven.
   */
  @Test
  void chanceIsEstimatedFromHalvesOfTheRounds() {
    RunRecord base = exact("base", List.of(), 1, 1.01, 1.01, 1.01);
    RunRecord head = exact("head", List.of(), 1.01, 1, 1.01, 1.01);
    RunRecord longer = exact("longer", List.of(), 1.02, 1.02, 1.02, 1, 1.02, 1.02, 1.02, 1.02);
    assertThat(total(base, head).floor()).isCloseTo(Math.pow(1.01, 2 * 4.317), within(1e-4));
    assertThat(total(base, longer).floor()).isCloseTo(Math.pow(1.02, 2 * 4.029), within(1e-4));
    assertThat(total(longer, base).floor()).isCloseTo(Math.pow(1.02, 2 * 4.029), within(1e-4));
  }

  @Test
  void fewerThanThreeRoundsOnEitherSideTellNoChance() {
    RunRecord two = exact("two", List.of(), 1, 1.01);
    RunRecord three = exact("three", List.of(), 1, 1.01, 1.02);
    assertThat(total(three, exact("other", List.of(), 1, 1.01, 1.02)).floor()).isLessThan(2);
    assertThat(total(two, three).floor()).isInfinite();
    assertThat(total(three, two).floor()).isInfinite();
  }

  @Test
  void chanceIsNotKnownOfOneByThatOfOthers() {
    RunRecord run = SimulatedRuns.QUIET.run(1, 1, 12, 3);
    MeasurementRecord first = run.measurements().get(0);
    Timing ofTwo =
        new Timing(1, 1, 1, List.of(List.of(1.0), List.of(1.01)), null, null, null, 0.25);
    RunRecord base = run.with(new MeasurementBuilder(first).timing(ofTwo).build());

    assertThat(compare(base, SimulatedRuns.QUIET.run(1, 2, 12, 3)).speeds().of(Level.PROBLEM))
        .allSatisfy(
            change ->
                assertThat(Double.isInfinite(change.floor()))
                    .isEqualTo(change.scope().name().equals(first.problem())));
  }

  @Test
  void whatOneRunAloneTimedIsCountedAndNotCompared() {
    RunRecord five = SimulatedRuns.QUIET.run(1, 1, 5, 3);
    RunRecord three = SimulatedRuns.QUIET.run(1, 2, 3, 3);
    SpeedChanges less = compare(five, three).speeds();
    SpeedChanges more = compare(three, five).speeds();
    assertThat(List.of(less.onlyBase(), less.onlyHead())).containsExactly(2, 0);
    assertThat(List.of(more.onlyBase(), more.onlyHead())).containsExactly(0, 2);
    assertThat(less.of(Level.TOTAL)).extracting(SpeedChange::problems).containsExactly(3);
    assertThat(less.of(Level.PROBLEM)).hasSize(3);
  }

  @Test
  void aTimeThatIsNoneIsLostOnlyIfTheBaseHasIt() {
    RunRecord one = SimulatedRuns.QUIET.run(1, 1, 1, 3);
    RunRecord two = SimulatedRuns.QUIET.run(1, 2, 2, 3);
    RunRecord early =
        two.with(new MeasurementBuilder(two.measurements().get(1)).returningEarly().build());

    SpeedChanges ofNoneBefore = compare(one, early).speeds();
    assertThat(List.of(ofNoneBefore.early(), ofNoneBefore.lost())).containsExactly(1, 0);
    SpeedChanges ofTheBase = compare(early, two).speeds();
    assertThat(List.of(ofTheBase.early(), ofTheBase.lost())).containsExactly(1, 0);
    SpeedChanges ofTheHead = compare(two, early).speeds();
    assertThat(List.of(ofTheHead.early(), ofTheHead.lost())).containsExactly(1, 1);
    SpeedChanges ofBoth = compare(early, early).speeds();
    assertThat(List.of(ofBoth.early(), ofBoth.lost())).containsExactly(2, 0);
  }

  @Test
  void layersAndTrainingAndInferenceAreTotalsOfTheirOwn() {
    RunRecord run =
        SimulatedRuns.QUIET
            .run(1, 1, 1, 3)
            .with(wholeNetwork("update"))
            .with(wholeNetwork("inference"));
    SpeedChanges speeds = compare(run, run).speeds();
    assertThat(speeds.of(Level.TOTAL))
        .extracting(change -> change.scope().name())
        .containsExactly("layers", "training", "inference");
    assertThat(speeds.of(Level.FAMILY))
        .extracting(change -> change.scope().name())
        .containsExactly("max-pool2d forward", "training of lenet5", "inference of lenet5");
  }

  private static WholeNetworkRecord wholeNetwork(String until) {
    Timing timing = new Timing(1, 1, 1, List.of(List.of(1.0), List.of(1.0), List.of(1.0)));
    return new WholeNetworkBuilder("dl4j", "lenet5", 8)
        .until(until)
        .problem("training-step network=lenet5 n=8 until=" + until)
        .timing(timing, 1, 1)
        .build();
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
