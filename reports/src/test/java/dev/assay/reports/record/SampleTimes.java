package dev.assay.reports.record;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Times of two rounds of three iterations, a few of which were disturbed. */
final class SampleTimes {
  private SampleTimes() {}

  /** About so many seconds. */
  static Timing about(double seconds, SplittableRandom random) {
    List<List<Double>> rounds = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      List<Double> iterations = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        iterations.add(seconds * random.nextDouble(0.96, 1.05));
      }
      rounds.add(iterations);
    }
    double spread = random.nextDouble(0.01, 0.07);
    List<List<Double>> slowdown =
        List.of(List.of(1.0, 1.01, spread > 0.06 ? 1.4 : 1.03), List.of(1.02, 1.0, 1.0));
    return new Timing(
        seconds,
        seconds * (1 - spread),
        seconds * (1 + spread),
        rounds,
        slowdown,
        spread > 0.012,
        null,
        0.25);
  }
}
