package dev.assay.reports.compare;

import dev.assay.bench.Resampling;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The times of one problem in both runs. */
record SpeedPair(Timed before, Timed after) {
  // Any seeds do, as long as they differ and stay the same: a comparison made again says the same.
  private static final long BASE = 1;
  private static final long HEAD = 2;

  /** How many rounds of it both runs have. */
  int rounds() {
    return quickest().rounds();
  }

  /** Degrees of freedom that the spread of rounds is known with, where fewer tell it. */
  int freedom() {
    return rounds() - 1;
  }

  /** The logarithm of the base's time. */
  double logarithmBefore() {
    return quickest().logarithm(before);
  }

  /** The logarithm of the head's time. */
  double logarithmAfter() {
    return quickest().logarithm(after);
  }

  /** The logarithm of the head's time over the base's. */
  double logarithm() {
    return logarithmAfter() - logarithmBefore();
  }

  /** That logarithm, as it might as well have come out. */
  double[] resampled() {
    return resampled(quickest(), Timed::rounds);
  }

  /**
   * The logarithm of the head's time over the base's, if a run's time is the mean of its rounds.
   * Those that something else disturbed aside, slow rounds are the backend's own.
   */
  double meanLogarithm() {
    return mean(after.calmRounds()) - mean(before.calmRounds());
  }

  /** That logarithm, as it might as well have come out. */
  double[] resampledMeans() {
    return resampled(SpeedPair::mean, Timed::calmRounds);
  }

  private double[] resampled(
      ToDoubleFunction<double[]> ofRounds, Function<Timed, List<List<Double>>> rounds) {
    double[] ratios =
        new Resampling(HEAD, ofRounds).logarithms(rounds.apply(after), after.scope().seed());
    double[] base =
        new Resampling(BASE, ofRounds).logarithms(rounds.apply(before), ~before.scope().seed());
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] -= base[i];
    }
    return ratios;
  }

  private static double mean(List<List<Double>> rounds) {
    return mean(
        rounds.stream()
            .filter(round -> !round.isEmpty())
            .mapToDouble(Resampling::logarithmOfRound)
            .toArray());
  }

  private static double mean(double[] logarithms) {
    return Arrays.stream(logarithms).average().orElseThrow();
  }

  private Quickest quickest() {
    return Quickest.ofAll(List.of(before, after));
  }
}
