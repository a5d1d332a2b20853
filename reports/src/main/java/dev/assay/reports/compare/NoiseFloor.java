package dev.assay.reports.compare;

import dev.assay.reports.compare.Scope.Level;
import dev.assay.reports.record.NoiseRecord;
import dev.assay.reports.record.NoiseRecord.Deviation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How far the times of two runs differ by chance.
 *
 * <p>Measured, it is the deviation between runs of the same thing on this machine: of the same
 * problems, computed by as many threads and {@linkplain Basis timed no shorter}. Otherwise it is
 * estimated from how much halves of one run differ, which cannot know what changes between runs;
 * {@link #DRIFT} stands for that. (In simulations, where runs differed by a third more than their
 * rounds, it was too small in six of 150 comparisons; where they differed by a third less, in
 * none.) With {@linkplain #FEWEST_ROUNDS too few rounds} on either side nothing is known.
 */
final class NoiseFloor {
  /** How much more runs differ than their rounds say. */
  private static final double DRIFT = 2;

  /** Ways to divide the rounds of a run in halves; more would tell nothing new. */
  private static final int DIVISIONS = 50;

  /** All of fewer may lie in a slow spell of the machine, of which they tell nothing. */
  private static final int FEWEST_ROUNDS = 3;

  private static final Spread UNKNOWN = new Spread(Double.NaN, 0);

  private static final double[] ALONE = {1};

  private final Map<Scope, Spread> known;
  private final boolean sameRun;
  private final Weights weights;
  private final Map<Scope, Spread> spreads = new HashMap<>();

  /**
   * Of everything that both runs timed.
   *
   * @param noise what was measured
   * @param sameRun whether both are of one run, so that their rounds took turns, and all that they
   *     differ by chance shows in the rounds
   */
  NoiseFloor(Map<Scope, List<SpeedPair>> groups, List<NoiseRecord> noise, boolean sameRun) {
    this.known = sameRun ? Map.of() : measured(noise, groups);
    this.sameRun = sameRun;
    Map<Scope, Spread> problems = new HashMap<>();
    groups.forEach(
        (scope, members) -> {
          if (scope.level() == Level.PROBLEM) {
            problems.put(scope, spread(scope, members, ALONE));
          }
        });
    problems.values().removeIf(UNKNOWN::equals);
    spreads.putAll(Spread.drawnToTypical(problems));
    weights = Weights.of(problems);
    Map<Scope, Spread> means = new HashMap<>();
    groups.forEach(
        (scope, members) -> {
          if (scope.level() != Level.PROBLEM) {
            means.put(scope, spread(scope, members, weights(members)));
          }
        });
    means.values().removeIf(UNKNOWN::equals);
    spreads.putAll(Spread.drawnToTypical(means));
  }

  /** How much each problem counts in the mean of several, 1 together. */
  double[] weights(List<SpeedPair> members) {
    return weights.of(members.stream().map(member -> member.after().scope()).toList());
  }

  /**
   * The largest ratio of times, or its inverse, that is chance.
   *
   * @param probability of a larger one
   */
  double of(Scope scope, double probability) {
    Spread spread = spreads.get(scope);
    return spread == null ? Double.POSITIVE_INFINITY : Math.exp(spread.limit(probability));
  }

  /** Whether it was measured, not estimated. */
  boolean isMeasured(Scope scope) {
    return sameRun || known.containsKey(scope);
  }

  /**
   * What was measured on the same as what is compared; of several calibrations by that of the
   * longest times.
   */
  private static Map<Scope, Spread> measured(
      List<NoiseRecord> noise, Map<Scope, List<SpeedPair>> groups) {
    Map<Scope, Spread> measured = new HashMap<>();
    groups.forEach(
        (scope, members) -> {
          Basis basis = Basis.of(members);
          noise.stream()
              .flatMap(of -> of.deviations().stream().map(d -> new Calibrated(of, d)))
              .filter(one -> one.isAbout(scope) && basis.isThatOf(one.deviation))
              .max(Comparator.comparing(Calibrated::seconds))
              .ifPresent(one -> measured.put(scope, one.spread()));
        });
    return measured;
  }

  /** What one calibration found of one thing. */
  private record Calibrated(NoiseRecord noise, Deviation deviation) {
    boolean isAbout(Scope scope) {
      return scope.backend().equals(noise.backend())
          && scope.level().toString().equals(deviation.level())
          && scope.name().equals(deviation.name());
    }

    double seconds() {
      return Objects.requireNonNullElse(deviation.seconds(), 0.0);
    }

    /** Two independent runs differ by twice the variance of one. */
    Spread spread() {
      double variance = deviation.deviation() * deviation.deviation();
      return new Spread(variance, noise.runs() - 1.0).times(2);
    }
  }

  private Spread spread(Scope scope, List<SpeedPair> members, double[] weights) {
    Spread measured = known.get(scope);
    if (measured != null) {
      return measured;
    }
    int compared = members.stream().mapToInt(SpeedPair::rounds).min().orElse(0);
    if (compared < FEWEST_ROUNDS) {
      return UNKNOWN;
    }
    Spread before = ofHalves(members.stream().map(SpeedPair::before).toList(), weights, compared);
    Spread after = ofHalves(members.stream().map(SpeedPair::after).toList(), weights, compared);
    // The shorter halves of a run with fewer rounds vary more than what is compared.
    Spread halves =
        before.freedom() == after.freedom()
            ? before.pooled(after)
            : before.freedom() > after.freedom() ? before : after;
    return halves.times(sameRun ? 1 : DRIFT * DRIFT);
  }

  /**
   * How much half of a run's rounds differs from the other half: as runs of half the length.
   *
   * @param compared how many rounds the comparison chooses the quickest of: that of more varies
   *     less
   */
  private static Spread ofHalves(List<Timed> members, double[] weights, int compared) {
    double[][] times = members.stream().map(Timed::logarithms).toArray(double[][]::new);
    int rounds = Arrays.stream(times).mapToInt(all -> all.length).min().orElse(0);
    int half = Math.min(rounds / 2, compared);
    List<Integer> order =
        IntStream.range(0, rounds).boxed().collect(Collectors.toCollection(ArrayList::new));
    Random random = new Random(rounds);
    double squares = 0;
    for (int i = 0; i < DIVISIONS; i++) {
      Collections.shuffle(order, random);
      double difference =
          mean(times, weights, order.subList(0, half))
              - mean(times, weights, order.subList(half, 2 * half));
      squares += difference * difference;
    }
    return new Spread(squares / DIVISIONS, rounds - 1.0);
  }

  private static double mean(double[][] times, double[] weights, List<Integer> rounds) {
    Quickest quickest = new Quickest(rounds.size());
    return Weights.mean(
        weights,
        i -> quickest.applyAsDouble(rounds.stream().mapToDouble(r -> times[i][r]).toArray()));
  }
}
