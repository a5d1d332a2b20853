package dev.assay.reports.history;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The distribution of Mann and Whitney's U, exactly: of all pairs of a value from one sample and a
 * value from another, in how many is the second larger, if the samples do not differ? Libraries
 * switch to a normal approximation as soon as one sample is large, which is off by many powers of
 * ten where the other one is small, and that is where new changes are.
 */
final class RankSum {
  private static final Map<Sizes, double[]> CUMULATIVE = new ConcurrentHashMap<>();

  private record Sizes(int smaller, int larger) {}

  private RankSum() {}

  /** The probability of at most so many such pairs. */
  static double atMost(double pairs, int one, int other) {
    long all = (long) one * other;
    long count = (long) Math.floor(pairs);
    if (count < 0) {
      return 0;
    }
    if (count >= all) {
      return 1;
    }
    double[] half = cumulative(one, other);
    return count < half.length ? half[(int) count] : 1 - half[(int) (all - 1 - count)];
  }

  /**
   * The probability of a count as far from the middle, in either direction. Where values are equal,
   * so that a pair counts half, it is taken for the next one towards the middle.
   */
  static double twoSided(double pairs, int one, int other) {
    double least = Math.min(pairs, (double) one * other - pairs);
    return Math.min(1, 2 * atMost(Math.ceil(least), one, other));
  }

  /** The largest count whose probability, or that of fewer, is at most so much; -1 if none is. */
  static int largest(double probability, int one, int other) {
    double[] half = cumulative(one, other);
    int count = 0;
    while (count < half.length && half[count] <= probability) {
      count++;
    }
    return count - 1;
  }

  /** Of at most 0, 1, … pairs, up to half of them. */
  private static double[] cumulative(int one, int other) {
    return CUMULATIVE.computeIfAbsent(
        new Sizes(Math.min(one, other), Math.max(one, other)),
        sizes -> cumulative(sizes.smaller, sizes.larger, sizes.smaller * sizes.larger / 2));
  }

  /**
   * The number of ways to get a count is a coefficient of the Gaussian binomial, the product of (1
   * − q^(larger + i)) / (1 − q^i) for i from 1 to the smaller size.
   */
  private static double[] cumulative(int smaller, int larger, int most) {
    double[] ways = new double[most + 1];
    ways[0] = 1;
    double all = 1;
    for (int i = 1; i <= smaller; i++) {
      for (int count = most; count >= larger + i; count--) {
        ways[count] -= ways[count - larger - i];
      }
      for (int count = i; count <= most; count++) {
        ways[count] += ways[count - i];
      }
      all *= (double) (larger + i) / i;
    }
    for (int count = 1; count <= most; count++) {
      ways[count] += ways[count - 1];
    }
    for (int count = 0; count <= most; count++) {
      ways[count] /= all;
    }
    return ways;
  }
}
