package dev.assay.reports.compare;

import dev.assay.reports.record.RunRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * How often a comparison calls something slower or faster in runs that have nothing to tell them
 * apart: each two of them are compared, by the noise of all others.
 *
 * @param pairs how many comparisons that were; none of so few runs that the others tell no noise
 * @param called how many of them called anything slower or faster
 */
public record FalseAlarms(int pairs, int called) {

  /**
   * Among runs that make a {@linkplain Calibration#of calibration}.
   *
   * @param compared is told after each comparison
   */
  public static FalseAlarms among(List<RunRecord> runs, Runnable compared) {
    int pairs = pairs(runs.size());
    int called = 0;
    for (int head = 0; pairs > 0 && head < runs.size(); head++) {
      for (int base = 0; base < head; base++) {
        called += isCalled(runs, base, head) ? 1 : 0;
        compared.run();
      }
    }
    return new FalseAlarms(pairs, called);
  }

  /** How many comparisons so many runs make. */
  public static int pairs(int runs) {
    return runs < Calibration.FEWEST_RUNS + 2 ? 0 : runs * (runs - 1) / 2;
  }

  private static boolean isCalled(List<RunRecord> runs, int base, int head) {
    List<RunRecord> others = new ArrayList<>(runs);
    others.remove(head); // before the base, which is ahead of it and keeps its place
    others.remove(base);
    return SpeedChanges.between(
            Side.of(runs.get(base)),
            Side.of(runs.get(head)),
            Calibration.of(others),
            Comparison.THRESHOLD)
        .changes()
        .stream()
        .map(SpeedChange::judgement)
        .anyMatch(judgement -> judgement == Judgement.SLOWER || judgement == Judgement.FASTER);
  }
}
