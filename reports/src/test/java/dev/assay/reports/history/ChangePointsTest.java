package dev.assay.reports.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.compare.Scope.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each kind of series a few hundred times. */
class ChangePointsTest {
  private static final int TIMES = 300;
  private static final double NOISE = 0.01;

  /** As for a backend with 70 problems. */
  private static final double STRICT = 0.0025 / 70;

  private static double[] series(long seed, int length, IntToDoubleFunction level) {
    Random random = new Random(seed);
    return IntStream.range(0, length)
        .mapToDouble(i -> Math.log(level.applyAsDouble(i)) + NOISE * random.nextGaussian())
        .toArray();
  }

  /** The same with every tenth value, or so, up to twice as large. */
  private static double[] withOutliers(long seed, double[] values) {
    Random random = new Random(seed);
    return Arrays.stream(values)
        .map(value -> random.nextDouble() < 0.1 ? value + random.nextDouble() : value)
        .toArray();
  }

  private static long found(double mistake, LongFunction<double[]> series) {
    return IntStream.range(0, TIMES)
        .filter(seed -> !ChangePoints.find(series.apply(seed), mistake).isEmpty())
        .count();
  }

  private static double[] step(long seed, int length, int at, double ratio) {
    return series(seed, length, i -> i < at ? 1 : ratio);
  }

  @Test
  void noiseHasNoChanges() {
    assertThat(found(0.05, seed -> series(seed, 60, i -> 1)))
        .as("one in twenty at most, of %d", TIMES)
        .isLessThanOrEqualTo(25);
    assertThat(found(0.01, seed -> withOutliers(seed, series(seed, 100, i -> 1))))
        .isLessThanOrEqualTo(8);
    assertThat(found(STRICT, seed -> withOutliers(seed, series(seed, 200, i -> 1)))).isZero();
  }

  /** Without this, a test that never tells anything would pass the one above. */
  @Test
  void theChanceOfAMistakeIsUsedUp() {
    assertThat(found(0.9, seed -> series(seed, 60, i -> 1))).isGreaterThan(20);
  }

  @Test
  void stepsAreFoundWhereTheyAre() {
    int right = 0;
    int covered = 0;
    for (int seed = 0; seed < TIMES; seed++) {
      List<ChangePoint> points = ChangePoints.find(step(seed, 60, 40, 1.05), STRICT);
      assertThat(points).as("seed %d", seed).hasSize(1);
      ChangePoint point = points.get(0);
      assertThat(point.at()).isBetween(36, 42);
      right += point.at() == 40 ? 1 : 0;
      covered += point.low() <= 1.05 && 1.05 <= point.high() ? 1 : 0;
      assertThat(point.ratio()).isBetween(1.03, 1.07);
    }
    assertThat(right).as("of %d at the very place", TIMES).isGreaterThan(265);
    assertThat(covered).as("intervals of %d", TIMES).isBetween(270, 297);
  }

  @Test
  void outliersDoNotHideAStep() {
    assertThat(found(STRICT, seed -> withOutliers(seed, step(seed, 60, 30, 1.05))))
        .isGreaterThan(250);
  }

  @Test
  void newStepsShowAfterAFewRuns() {
    double total = 0.005 / 4;
    assertThat(found(total, seed -> step(seed, 45, 40, 1.05))).as("after 5").isGreaterThan(280);
    assertThat(found(STRICT, seed -> step(seed, 48, 40, 1.05))).as("after 8").isGreaterThan(280);
    assertThat(found(total, seed -> step(seed, 43, 40, 1.05))).as("after 3").isLessThan(5);
  }

  @Test
  void whatLastedShortlyIsSeenBetweenLongLevels() {
    int both = 0;
    for (int seed = 0; seed < TIMES; seed++) {
      double[] series = series(seed, 100, i -> i >= 50 && i < 60 ? 1.05 : 1);
      List<Integer> at = ChangePoints.find(series, STRICT).stream().map(ChangePoint::at).toList();
      both += at.equals(List.of(50, 60)) ? 1 : 0;
    }
    assertThat(both).isGreaterThan(250);
  }

  @Test
  void twoSteps() {
    int right = 0;
    for (int seed = 0; seed < TIMES; seed++) {
      double[] series = series(seed, 90, i -> i < 30 ? 1 : i < 60 ? 1.05 : 0.95);
      List<ChangePoint> points = ChangePoints.find(series, STRICT);
      right +=
          points.stream().map(ChangePoint::at).toList().equals(List.of(30, 60))
                  && points.get(0).isSlower()
                  && !points.get(1).isSlower()
              ? 1
              : 0;
    }
    assertThat(right).isGreaterThan(270);
  }

  @Test
  void aDriftIsStepsInItsDirection() {
    for (int seed = 0; seed < TIMES; seed++) {
      double[] series = series(seed, 120, i -> 1 + 0.002 * i);
      List<ChangePoint> points = ChangePoints.find(series, STRICT);
      assertThat(points).as("seed %d", seed).isNotEmpty().allMatch(ChangePoint::isSlower);
    }
  }

  /** As CI.md and {@code assay history --help} say. */
  @Test
  void howManyRunsItTakesDependsOnHowManySeriesThereAre() {
    assertThat(fewest(Level.TOTAL.mistake(1))).isEqualTo(16);
    assertThat(fewest(Level.TOTAL.mistake(18))).isEqualTo(21);
    assertThat(fewest(Level.PROBLEM.mistake(400))).isEqualTo(28);
    assertThat(afterLong(30, Level.TOTAL.mistake(1))).isEqualTo(5);
    assertThat(afterLong(365, Level.TOTAL.mistake(18))).isEqualTo(8);
    assertThat(afterLong(30, Level.PROBLEM.mistake(400))).isEqualTo(8);
    assertThat(afterLong(365, Level.PROBLEM.mistake(400))).isEqualTo(10);
  }

  /** The least number of values in which a step that nobody could overlook is told. */
  private static int fewest(double mistake) {
    for (int length = 1; ; length++) {
      boolean told = !ChangePoints.find(step(1, length, length / 2, 2), mistake).isEmpty();
      assertThat(ChangePoints.canTell(length, mistake)).as("%d values", length).isEqualTo(told);
      if (told) {
        return length;
      }
    }
  }

  /** After how many values on the new level it is told. */
  private static int afterLong(int before, double mistake) {
    return IntStream.iterate(1, after -> after + 1)
        .filter(a -> !ChangePoints.find(step(1, before + a, before, 2), mistake).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatNeverVariesNeverChanges() {
    assertThat(ChangePoints.find(new double[200], 0.05)).isEmpty();
    assertThat(ChangePoints.find(new double[0], 0.05)).isEmpty();
    assertThat(ChangePoints.find(new double[9], 0.05)).isEmpty();
  }

  @Test
  void aStepAtAPlaceIsToldInItsDirectionOnly() {
    double[] series = step(1, 40, 20, 1.05);
    assertThat(ChangePoints.stepAt(series, 0, 20, 40, true, 0.01)).isPresent();
    assertThat(ChangePoints.stepAt(series, 0, 20, 40, false, 0.01)).isEmpty();
    assertThat(ChangePoints.stepAt(series, 0, 10, 20, true, 0.01)).isEmpty();
    assertThat(ChangePoints.stepAt(series, 10, 20, 30, true, 0.01)).as("near it").isPresent();
    assertThat(ChangePoints.stepAt(series, 16, 20, 40, true, 0.01)).as("few before").isEmpty();
    assertThat(ChangePoints.stepAt(series, 0, 20, 24, true, 0.01)).as("few after").isEmpty();
  }
}
