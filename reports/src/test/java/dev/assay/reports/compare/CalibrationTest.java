package dev.assay.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.compare.Scope.Level;
import dev.assay.reports.record.MeasurementBuilder;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.NoiseRecord;
import dev.assay.reports.record.NoiseRecord.Deviation;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.Timing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final int RUNS = 8;

  private static Deviation total(List<NoiseRecord> noise) {
    return noise.get(0).deviations().stream()
        .filter(deviation -> deviation.level().equals(Level.TOTAL.toString()))
        .findFirst()
        .orElseThrow();
  }

  /**
   * What happened to vary little in the runs of the calibration counts most in the mean; in later
   * runs it varies as it always does.
   */
  @Test
  void aTotalVariesInLaterRunsAsCalibrated() {
    SimulatedRuns runs = new SimulatedRuns(0, 0, 0.02, 0.001, 0);
    int calibrations = 200;
    double[][] squares =
        IntStream.range(0, calibrations)
            .parallel()
            .mapToObj(
                i -> {
                  List<NoiseRecord> noise = runs.noise(RUNS, 100L * i);
                  double deviation = total(noise).deviation();
                  double later = logarithm(runs, noise, 100L * i + RUNS);
                  return new double[] {deviation * deviation, later * later / 2};
                })
            .toArray(double[][]::new);

    assertThat(mean(squares, 0) / mean(squares, 1)).isBetween(0.8, 1.4);
  }

  /** Of the total's time in two runs of the same. */
  private static double logarithm(SimulatedRuns runs, List<NoiseRecord> noise, long seed) {
    Map<Scope, Timed> before = Timed.of(Side.of(runs.run(1, seed, noise)));
    List<SpeedPair> pairs = new ArrayList<>();
    Timed.of(Side.of(runs.run(1, seed + 1, noise)))
        .forEach(
            (scope, after) ->
                pairs.add(new SpeedPair(Objects.requireNonNull(before.get(scope)), after)));
    NoiseFloor floor = new NoiseFloor(Timed.grouped(pairs, SpeedPair::after), noise, false);
    return Weights.mean(floor.weights(pairs), i -> pairs.get(i).logarithm());
  }

  private static double mean(double[][] rows, int column) {
    return Arrays.stream(rows).mapToDouble(row -> row[column]).average().orElseThrow();
  }

  /** The quickest of six that are chosen among twelve varies less than that of six. */
  @Test
  void furtherRoundsThatNotAllRunsHaveDoNotMakeTheFloorSmaller() {
    List<RunRecord> twelve =
        List.of(
            SimulatedRuns.QUIET.run(1, 1, 12),
            SimulatedRuns.QUIET.run(1, 2, 12),
            SimulatedRuns.QUIET.run(1, 3, 12));
    List<RunRecord> oneOfSix = List.of(twelve.get(0), twelve.get(1), cut(twelve.get(2), 6));
    List<RunRecord> allOfSix = twelve.stream().map(run -> cut(run, 6)).toList();

    assertThat(total(Calibration.of(oneOfSix))).isEqualTo(total(Calibration.of(allOfSix)));
    assertThat(total(Calibration.of(oneOfSix)).rounds()).isEqualTo(6);
    assertThat(total(Calibration.of(twelve)).rounds()).isEqualTo(12);
  }

  @Test
  void onlyWhatAllRunsTimedCounts() {
    RunRecord two = SimulatedRuns.QUIET.run(1, 1, 2, 3);
    RunRecord alsoTwo = SimulatedRuns.QUIET.run(1, 2, 2, 3);
    RunRecord one = SimulatedRuns.QUIET.run(1, 3, 1, 3);

    assertThat(Calibration.of(List.of(one, two, alsoTwo)).get(0).deviations())
        .extracting(Deviation::level)
        .containsExactly("total", "family", "problem");
    assertThat(Calibration.of(List.of(two, alsoTwo, one)).get(0).deviations())
        .extracting(Deviation::level)
        .containsExactly("total", "family", "problem");
  }

  /** A run's first rounds. */
  private static RunRecord cut(RunRecord run, int rounds) {
    RunRecord cut = run;
    for (MeasurementRecord m : run.measurements()) {
      Timing timing = Objects.requireNonNull(m.timing());
      cut =
          cut.with(
              new MeasurementBuilder(m)
                  .timing(
                      new Timing(
                          timing.median(),
                          timing.low(),
                          timing.high(),
                          timing.seconds().subList(0, rounds),
                          null,
                          null,
                          null,
                          timing.budget()))
                  .build());
    }
    return cut;
  }
}
