package dev.assay.bench;

import java.util.List;

/**
 * Whether times still fall while they are taken: in a round that has warmed up, its first half is
 * slower than its second as often as not.
 */
final class Drift {
  /**
   * Standard deviations. Times without a drift exceed it once in about a thousand problems; three
   * rounds of ten iterations that fall all the time reach 4.5, three of three do not reach it.
   */
  private static final double SIGNIFICANT = 3;

  private Drift() {}

  /**
   * Compares each iteration of a round's first half with each of its second: a rank test (Mann and
   * Whitney's U), the rounds added up, so that rounds may differ as they like and it is the
   * iterations' own spread that decides.
   *
   * @param rounds the times of the iterations of each round, in order
   */
  static boolean isIn(List<List<Double>> rounds) {
    double surplus = 0;
    double variance = 0;
    for (List<Double> round : rounds) {
      int half = round.size() / 2;
      List<Double> late = round.subList(round.size() - half, round.size());
      for (double first : round.subList(0, half)) {
        for (double second : late) {
          surplus += Math.signum(first - second) / 2;
        }
      }
      variance += half * half * (2 * half + 1) / 12.0;
    }
    return surplus > SIGNIFICANT * Math.sqrt(variance);
  }
}
