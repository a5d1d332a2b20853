package dev.assay.reports.compare;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How long a problem takes in the quickest of a few rounds, as it is to be expected: of all the
 * ways to choose so many of the rounds that there are, the mean of the least. So a run of more
 * rounds can be compared with one of fewer, and neither has more chances to be lucky.
 *
 * <p>The quickest and not the median, since whatever else goes on on a machine only adds to a time,
 * and comes in spells that outlast a round: of 36 rounds on a shared machine with two cores, each
 * of 20 seconds, six took 4 % to 20 % longer as a whole than usual, side by side. Of six rounds
 * hardly ever all are hit. Runs of six then differ by a third of what their medians differ by.
 *
 * @param rounds how many, at least 1 and at most as many as there are
 */
record Quickest(int rounds) implements ToDoubleFunction<double[]> {

  /** Of as many rounds as every one of some has. */
  static Quickest ofAll(List<Timed> timed) {
    return new Quickest(timed.stream().mapToInt(one -> one.rounds().size()).min().orElse(1));
  }

  /** The logarithm of the time, of which each round says as much as its median. */
  double logarithm(Timed timed) {
    return applyAsDouble(timed.logarithms());
  }

  /**
   * The least of so many of some values.
   *
   * <p>The i-th smallest of n is the least of k of them in C(n-1-i, k-1) of C(n, k) ways.
   */
  @Override
  public double applyAsDouble(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double share = (double) rounds / n;
    double mean = 0;
    for (int i = 0; i <= n - rounds; i++) {
      mean += share * sorted[i];
      share *= (double) (n - rounds - i) / (n - 1 - i);
    }
    return mean;
  }
}
