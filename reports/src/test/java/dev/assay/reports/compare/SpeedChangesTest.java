package dev.assay.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.compare.Scope.Level;
import dev.assay.reports.record.NoiseRecord;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

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
  void withoutCalibrationNothingIsFalseEither() {
    for (SimulatedRuns runs : List.of(SimulatedRuns.QUIET, SimulatedRuns.NOISY)) {
      List<Comparison> comparisons = compare(SOME, runs, 1, List.of());
      assertThat(called(comparisons, Judgement.SLOWER) + called(comparisons, Judgement.FASTER))
          .isLessThanOrEqualTo(1);
    }
  }

  @Test
  void fivePerCentSlowerIsSeen() {
    List<Comparison> comparisons =
        compare(MANY, SimulatedRuns.QUIET, 1.05, SimulatedRuns.QUIET.noise(CALIBRATION_RUNS, 0));
    assertThat(totals(comparisons, Judgement.SLOWER)).isGreaterThanOrEqualTo(95);
    assertThat(called(comparisons, Judgement.FASTER)).isZero();
  }

  @Test
  void twoPerCentSlowerIsNeverCalledFaster() {
    for (SimulatedRuns runs : List.of(SimulatedRuns.QUIET, SimulatedRuns.NOISY)) {
      List<Comparison> comparisons = compare(SOME, runs, 1.02, runs.noise(CALIBRATION_RUNS, 0));
      assertThat(totals(comparisons, Judgement.FASTER)).isZero();
    }
  }

  @Test
  void aComparisonMadeAgainSaysTheSame() {
    var base = SimulatedRuns.QUIET.run(1, 1, List.of());
    var head = SimulatedRuns.QUIET.run(1.1, 2, List.of());
    assertThat(Comparison.of(base, head, Map.of(), 0.05))
        .isEqualTo(Comparison.of(base, head, Map.of(), 0.05));
  }
}
