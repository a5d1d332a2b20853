package dev.assay.reports.compare;

import dev.assay.reports.compare.Scope.Level;
import dev.assay.reports.record.NoiseRecord;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How far the times of two runs differ by chance.
 *
 * <p>Measured, it is the deviation between runs of the same thing on this machine. Otherwise it is
 * estimated from how much rounds of one run differ, which cannot know what changes between runs;
 * {@link #DRIFT} stands for that.
 */
final class NoiseFloor {
  /** How much more runs differ than their rounds say. */
  private static final double DRIFT = 2;

  /** The variance of a median over that of a mean, of many normal values. */
  private static final double MEDIAN = Math.PI / 2;

  private final Map<Scope, Spread> spreads = new HashMap<>();
  private final Set<Scope> measured = new HashSet<>();

  /**
   * Of everything that both runs timed.
   *
   * @param noise what was measured
   * @param sameRun whether both are of one run, so that their rounds took turns, and all that they
   *     differ by chance shows in the rounds
   */
  NoiseFloor(Map<Scope, List<SpeedPair>> groups, List<NoiseRecord> noise, boolean sameRun) {
    Map<Scope, Spread> known = sameRun ? Map.of() : spreads(noise);
    double drift = sameRun ? 1 : DRIFT;
    groups.forEach(
        (scope, members) -> {
          Spread spread = known.get(scope);
          if (spread != null || sameRun) {
            measured.add(scope);
          }
          spreads.put(scope, spread == null ? fromRounds(members).times(drift * drift) : spread);
        });
    Map<Level, Double> typical = new EnumMap<>(Level.class);
    for (Level level : Level.values()) {
      typical.put(level, typical(level));
    }
    spreads.replaceAll(
        (scope, spread) -> spread.drawnTo(typical.getOrDefault(scope.level(), Double.NaN)));
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
    return measured.contains(scope);
  }

  private double typical(Level level) {
    double[] variances =
        spreads.entrySet().stream()
            .filter(entry -> entry.getKey().level() == level)
            .mapToDouble(entry -> entry.getValue().variance())
            .filter(variance -> !Double.isNaN(variance))
            .sorted()
            .toArray();
    return variances.length == 0 ? Double.NaN : variances[variances.length / 2];
  }

  /** Two independent runs differ by twice the variance of one. */
  private static Map<Scope, Spread> spreads(List<NoiseRecord> noise) {
    Map<Scope, Spread> spreads = new HashMap<>();
    for (NoiseRecord of : noise) {
      for (NoiseRecord.Deviation d : of.deviations()) {
        for (Level level : Level.values()) {
          if (level.toString().equals(d.level())) {
            spreads.put(
                new Scope(of.backend(), level, d.name()),
                new Spread(d.deviation() * d.deviation(), of.runs() - 1.0).times(2));
          }
        }
      }
    }
    return spreads;
  }

  private static Spread fromRounds(List<SpeedPair> members) {
    List<Double> before = means(members.stream().map(SpeedPair::before).toList());
    List<Double> after = means(members.stream().map(SpeedPair::after).toList());
    return Spread.of(before)
        .pooled(Spread.of(after))
        .times(MEDIAN * (1.0 / before.size() + 1.0 / after.size()));
  }

  /** For each round the mean over the members of the logarithm of its median. */
  private static List<Double> means(List<Timed> members) {
    int rounds = members.stream().mapToInt(member -> member.rounds().size()).min().orElse(0);
    return IntStream.range(0, rounds)
        .mapToObj(
            round ->
                members.stream()
                    .mapToDouble(member -> Resampling.logarithmOfRound(member.rounds().get(round)))
                    .average()
                    .orElse(Double.NaN))
        .toList();
  }
}
