package dev.assay.reports.history;

import dev.assay.bench.Interval;
import dev.assay.bench.Median;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where a series steps to another level: binary segmentation with Mann and Whitney's test.
 *
 * <p>Each place where the series might be split is tested by the values next to it, up to {@value
 * #FAR} on each side: far enough to tell a step of one to two standard deviations, and near enough
 * that a slow drift is not taken for steps everywhere. Sides of {@value #NEAR} find what did not
 * last long. The place where a difference is least likely is a change point if it is too unlikely
 * for all the tests that were made; then both parts are split further.
 *
 * <p>Ranks of values next to each other instead of the largest of all standardised differences, as
 * in E-Divisive and its kin: a permutation test of those cannot say anything as rare as a hundred
 * series need without millions of permutations each.
 */
final class ChangePoints {
  /** A level shows in no fewer values. */
  static final int FEWEST = 5;

  private static final int NEAR = 8;
  private static final int FAR = 30;
  private static final int[] SIDES = {NEAR, FAR};

  private final double[] values;
  private final double mistake;
  private final List<Test> found = new ArrayList<>();

  private ChangePoints(double[] values, double mistake) {
    this.values = values;
    this.mistake = mistake;
  }

  /**
   * Finds them.
   *
   * @param logarithms of times, in order of time
   * @param mistake the chance of finding any where there are none
   */
  static List<ChangePoint> find(double[] logarithms, double mistake) {
    if (splits(logarithms.length) < 1) {
      return List.of();
    }
    ChangePoints points = new ChangePoints(logarithms, mistake / tests(logarithms.length));
    points.split(0, logarithms.length);
    points.found.sort(Comparator.comparing(Test::at));
    return points.measured();
  }

  /**
   * Whether any step at all could be told: one in the middle, in which all values of one side are
   * above all of the other, has the least probability that so many values can have by chance.
   */
  static boolean canTell(int values, double mistake) {
    int before = Math.min(FAR, values / 2);
    int after = Math.min(FAR, values - values / 2);
    return splits(values) >= 1 && RankSum.twoSided(0, before, after) <= mistake / tests(values);
  }

  private static int splits(int values) {
    return values - 2 * FEWEST + 1;
  }

  private static int tests(int values) {
    return splits(values) * SIDES.length * SIDES.length;
  }

  /**
   * A test of one place.
   *
   * @param chance the probability of such a difference there without a step
   */
  private record Test(int at, double chance) {}

  private void split(int from, int to) {
    Test best = null;
    for (int at = from + FEWEST; at <= to - FEWEST; at++) {
      double chance = chance(from, at, to);
      if (best == null || chance < best.chance) {
        best = new Test(at, chance);
      }
    }
    if (best != null && best.chance <= mistake) {
      found.add(best);
      split(from, best.at);
      split(best.at, to);
    }
  }

  private double chance(int from, int at, int to) {
    double least = 1;
    for (int before : SIDES) {
      for (int after : SIDES) {
        int start = Math.max(from, at - before);
        int end = Math.min(to, at + after);
        least =
            Math.min(least, RankSum.twoSided(larger(values, start, at, end), at - start, end - at));
      }
    }
    return least;
  }

  /** How many pairs of a value before and one after have the larger one after; equal ones half. */
  private static double larger(double[] values, int start, int at, int end) {
    int twice = 0;
    for (int i = start; i < at; i++) {
      for (int j = at; j < end; j++) {
        // Two comparisons without a branch, which noise would make unpredictable.
        twice += (values[j] > values[i] ? 1 : 0) + (values[j] >= values[i] ? 1 : 0);
      }
    }
    return twice / 2.0;
  }

  private List<ChangePoint> measured() {
    List<ChangePoint> measured = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      int from = i == 0 ? 0 : measured.get(i - 1).at();
      int to = i == found.size() - 1 ? values.length : found.get(i + 1).at();
      measured.add(step(found.get(i), from, to));
    }
    return measured;
  }

  /**
   * Where each value is nearer to the level of its side, in sum. What is least likely without a
   * step tells that there is one, but outliers next to it count as part of the other side.
   */
  private int placed(int tested, int from, int to) {
    double before = median(from, tested);
    double after = median(tested, to);
    int best = from + FEWEST;
    double sum = 0;
    double least = 0;
    for (int at = best + 1; at <= to - FEWEST; at++) {
      sum += Math.abs(values[at - 1] - before) - Math.abs(values[at - 1] - after);
      if (sum < least) {
        least = sum;
        best = at;
      }
    }
    return best;
  }

  private double median(int from, int to) {
    return Median.of(Arrays.copyOfRange(values, from, to));
  }

  private ChangePoint step(Test test, int from, int to) {
    int at = placed(test.at, from, to);
    int start = Math.max(from, at - FAR);
    int end = Math.min(to, at + FAR);
    double[] differences = differences(values, start, at, end);
    int outside = RankSum.largest(Interval.OUTSIDE / 2, at - start, end - at);
    return new ChangePoint(
        at,
        Math.exp(Median.of(differences)),
        Math.exp(differences[outside]),
        Math.exp(differences[differences.length - 1 - outside]),
        test.chance);
  }

  private static double[] differences(double[] values, int start, int at, int end) {
    double[] differences = new double[(at - start) * (end - at)];
    int next = 0;
    for (int i = start; i < at; i++) {
      for (int j = at; j < end; j++) {
        differences[next++] = values[j] - values[i];
      }
    }
    Arrays.sort(differences);
    return differences;
  }

  /**
   * The ratio of a step in this direction at this very place, if there is one.
   *
   * @param from number of the first value to look at
   * @param to number behind the last one
   * @param mistake the chance of finding one where there is none
   */
  static Optional<Double> stepAt(
      double[] logarithms, int from, int at, int to, boolean slower, double mistake) {
    int start = Math.max(from, at - FAR);
    int end = Math.min(to, at + FAR);
    if (at - start < FEWEST || end - at < FEWEST) {
      return Optional.empty();
    }
    double chance = RankSum.twoSided(larger(logarithms, start, at, end), at - start, end - at);
    double step = Median.of(differences(logarithms, start, at, end));
    return chance <= mistake && step > 0 == slower ? Optional.of(Math.exp(step)) : Optional.empty();
  }
}
