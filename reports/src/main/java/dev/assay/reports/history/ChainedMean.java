package dev.assay.reports.history;

import dev.assay.bench.Median;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The mean of several problems' logarithms, run by run, though runs come to time others: a chained
 * index, as of prices when what people buy changes (Fisher, <i>The Making of Index Numbers</i>,
 * 1922).
 *
 * <p>Each problem counts by how far it is from its level. That of one which runs begin to time is
 * such that it changes nothing in the first of them; where runs cease to time one, those of all
 * others become such that it changes nothing either. So a step of the mean is one of problems that
 * were timed before and after, be it in the very run in which the workload changes.
 */
final class ChainedMean {
  /** A level shows in so many runs, whatever one or two of them are like. */
  private static final int NEAR = 8;

  private final List<NavigableMap<Integer, Double>> problems;
  private final IdentityHashMap<NavigableMap<Integer, Double>, Double> levels =
      new IdentityHashMap<>();
  private final NavigableMap<Integer, Double> means = new TreeMap<>();

  private ChainedMean(List<NavigableMap<Integer, Double>> problems) {
    this.problems = problems;
  }

  /**
   * The means by run. A run that timed fewer than half of the problems that are timed before and
   * after it says too little, and has none.
   *
   * @param problems the logarithms of each by run, at least one
   */
  static SortedMap<Integer, Double> of(List<NavigableMap<Integer, Double>> problems) {
    SortedSet<Integer> changes = new TreeSet<>();
    problems.forEach(
        problem -> {
          changes.add(problem.firstKey());
          changes.add(problem.lastKey() + 1);
        });
    ChainedMean mean = new ChainedMean(problems);
    int from = changes.first();
    for (int to : changes.tailSet(from + 1)) {
      mean.add(from, to);
      from = to;
    }
    return mean.means;
  }

  /** Goes on with runs between which no problem begins or ends. */
  private void add(int from, int to) {
    List<NavigableMap<Integer, Double>> old = new ArrayList<>();
    List<NavigableMap<Integer, Double>> fresh = new ArrayList<>();
    boolean gone = false;
    for (NavigableMap<Integer, Double> problem : problems) {
      gone |= problem.lastKey() == from - 1;
      if (problem.firstKey() <= from && problem.lastKey() >= from) {
        (problem.firstKey() < from ? old : fresh).add(problem);
      }
    }
    if (gone) {
      old.forEach(problem -> levels.put(problem, levelBefore(problem, from)));
    }
    SortedMap<Integer, Double> known = means(old, from, to);
    fresh.forEach(problem -> levels.put(problem, levelAtFirst(problem, known)));
    old.addAll(fresh);
    means.putAll(means(old, from, to));
  }

  private SortedMap<Integer, Double> means(
      List<NavigableMap<Integer, Double>> some, int from, int to) {
    SortedMap<Integer, List<Double>> deviations = new TreeMap<>();
    for (NavigableMap<Integer, Double> problem : some) {
      double level = level(problem);
      problem
          .subMap(from, to)
          .forEach(
              (run, logarithm) ->
                  deviations.computeIfAbsent(run, r -> new ArrayList<>()).add(logarithm - level));
    }
    SortedMap<Integer, Double> result = new TreeMap<>();
    deviations.forEach(
        (run, timed) -> {
          if (2 * timed.size() >= some.size()) {
            result.put(run, mean(timed));
          }
        });
    return result;
  }

  private double level(NavigableMap<Integer, Double> problem) {
    return Objects.requireNonNull(levels.get(problem));
  }

  /**
   * Of one that was timed before, by the runs just before. Their mean, not their median: only so do
   * the deviations from all levels add up to nothing, and the mean goes on where it was.
   */
  private double levelBefore(NavigableMap<Integer, Double> problem, int from) {
    List<Double> last = apart(problem.headMap(from, false).descendingMap(), means);
    return last.isEmpty() ? level(problem) : mean(last);
  }

  /** Of one that is timed for the first time, beside those that were timed before, if any are. */
  private double levelAtFirst(
      NavigableMap<Integer, Double> problem, SortedMap<Integer, Double> known) {
    List<Double> beside = apart(problem, known);
    if (!beside.isEmpty()) {
      return Median.of(beside);
    }
    List<Double> last = means.descendingMap().values().stream().limit(NEAR).toList();
    return Median.of(problem.values().stream().limit(NEAR).toList())
        - (last.isEmpty() ? 0 : Median.of(last));
  }

  /** How far a problem is from the mean in the first few runs that have both. */
  private static List<Double> apart(
      NavigableMap<Integer, Double> problem, SortedMap<Integer, Double> mean) {
    return problem.entrySet().stream()
        .filter(time -> mean.containsKey(time.getKey()))
        .limit(NEAR)
        .map(time -> time.getValue() - mean.getOrDefault(time.getKey(), 0.0))
        .toList();
  }

  private static double mean(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
