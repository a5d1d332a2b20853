package dev.assay.reports.compare;

import dev.assay.reports.compare.Scope.Level;
import dev.assay.reports.record.NoiseRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How far the times of two runs differ by chance.
 *
 * <p>Measured, it is the deviation between runs of the same thing on this machine. Otherwise it is
 * estimated from how much halves of one run differ, which cannot know what changes between runs;
 * {@link #DRIFT} stands for that.
 */
final class NoiseFloor {
  /** How much more runs differ than their rounds say. */
  private static final double DRIFT = 2;

  /** Ways to divide the rounds of a run in halves; more would tell nothing new. */
  private static final int DIVISIONS = 50;

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
    spreads.putAll(Spread.drawnToTypical(problems));
    weights = Weights.of(spreads);
    Map<Scope, Spread> means = new HashMap<>();
    groups.forEach(
        (scope, members) -> {
          if (scope.level() != Level.PROBLEM) {
            means.put(scope, spread(scope, members, weights(members)));
          }
        });
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

  /** Runs of fewer rounds than those that were measured differ more: they are left out. */
  private static Map<Scope, Spread> measured(
      List<NoiseRecord> noise, Map<Scope, List<SpeedPair>> groups) {
    Map<Scope, Spread> measured = new HashMap<>();
    for (NoiseRecord of : noise) {
      for (NoiseRecord.Deviation d : of.deviations()) {
        for (Level level : Level.values()) {
          Scope scope = new Scope(of.backend(), level, d.name());
          if (level.toString().equals(d.level())
              && groups.getOrDefault(scope, List.of()).stream()
                  .allMatch(pair -> pair.rounds() >= d.rounds())) {
            // Two independent runs differ by twice the variance of one.
            measured.put(
                scope, new Spread(d.deviation() * d.deviation(), of.runs() - 1.0).times(2));
          }
        }
      }
    }
    return measured;
  }

  private Spread spread(Scope scope, List<SpeedPair> members, double[] weights) {
    Spread measured = known.get(scope);
    if (measured != null) {
      return measured;
    }
    Spread before = ofHalves(members.stream().map(SpeedPair::before).toList(), weights);
    Spread after = ofHalves(members.stream().map(SpeedPair::after).toList(), weights);
    // The shorter halves of a run with fewer rounds vary more than what is compared.
    Spread halves =
        before.freedom() == after.freedom()
            ? before.pooled(after)
            : before.freedom() > after.freedom() ? before : after;
    return halves.times(sameRun ? 1 : DRIFT * DRIFT);
  }

  /** How much half of a run's rounds differs from the other half: as runs of half the length. */
  private static Spread ofHalves(List<Timed> members, double[] weights) {
    double[][] times = members.stream().map(Timed::logarithms).toArray(double[][]::new);
    int rounds = Arrays.stream(times).mapToInt(all -> all.length).min().orElse(0);
    int half = rounds / 2;
    if (half == 0) {
      return new Spread(Double.NaN, 0);
    }
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
