package dev.assay.reports.compare;

import dev.assay.reports.compare.Scope.Level;
import dev.assay.reports.record.NoiseRecord;
import dev.assay.reports.record.NoiseRecord.Deviation;
import dev.assay.reports.record.RunRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/** Measures how much runs differ that have nothing to tell them apart. */
public final class Calibration {
  /** A standard deviation of fewer says next to nothing. */
  public static final int FEWEST_RUNS = 3;

  private Calibration() {}

  /**
   * What several runs of the same backends on the same machine say of its noise. Only what all of
   * them timed counts.
   *
   * @throws IllegalArgumentException saying what makes the runs unfit for it
   */
  public static List<NoiseRecord> of(List<RunRecord> runs) {
    check(runs);
    Map<Scope, List<Sample>> samples = samples(runs);
    Map<String, List<Deviation>> deviations = new LinkedHashMap<>();
    spreads(samples, runs.size())
        .forEach(
            (scope, spread) ->
                deviations
                    .computeIfAbsent(scope.backend(), backend -> new ArrayList<>())
                    .add(deviation(scope, samples.getOrDefault(scope, List.of()), spread)));
    if (deviations.isEmpty()) {
      throw new IllegalArgumentException("there is nothing that all of these runs have timed");
    }
    Instant last =
        runs.stream().map(RunRecord::started).max(Comparator.naturalOrder()).orElseThrow();
    return deviations.entrySet().stream()
        .map(entry -> new NoiseRecord(entry.getKey(), last, runs.size(), entry.getValue()))
        .toList();
  }

  private static Deviation deviation(Scope scope, List<Sample> samples, Spread spread) {
    return new Deviation(
        scope.level().toString(),
        scope.name(),
        Basis.members(samples.stream().map(Sample::timed).toList()),
        samples.stream().mapToDouble(Sample::seconds).max().orElse(0),
        rounds(samples),
        Math.sqrt(spread.variance()));
  }

  private static void check(List<RunRecord> runs) {
    if (runs.size() < FEWEST_RUNS) {
      throw new IllegalArgumentException(
          "noise takes at least " + FEWEST_RUNS + " runs to measure, not " + runs.size());
    }
    Set<String> ids = new HashSet<>();
    for (RunRecord run : runs) {
      if (!ids.add(run.id() + run.started())) {
        throw new IllegalArgumentException(
            "run " + run.id() + " is there twice; name each run once");
      }
      if (Timed.of(Side.of(run)).values().stream().anyMatch(timed -> timed.seconds() == 0)) {
        throw new IllegalArgumentException(
            "run "
                + run.id()
                + " is of an older Assay and does not say for how long it timed each problem; make"
                + " new ones");
      }
    }
    RunRecord first = runs.get(0);
    for (RunRecord run : runs.subList(1, runs.size())) {
      Differences differences = Differences.between(Side.of(first), Side.of(run));
      if (!differences.machine().isEmpty() || !differences.software().isEmpty()) {
        throw new IllegalArgumentException(
            "runs "
                + first.id()
                + " and "
                + run.id()
                + " differ in more than noise: "
                + differences.words());
      }
    }
  }

  /**
   * A problem's time in each of several runs.
   *
   * @param seconds for how long it was to be timed in the run that had most time for it: shorter
   *     times vary more
   * @param rounds how many all of them have
   * @param logarithms of the time of each round, run by run
   */
  private record Sample(Timed timed, double seconds, int rounds, List<double[]> logarithms) {
    static Sample of(List<Timed> runs) {
      return new Sample(
          runs.get(0),
          runs.stream().mapToDouble(Timed::seconds).max().orElse(0),
          Quickest.ofAll(runs).rounds(),
          runs.stream().map(Timed::logarithms).toList());
    }

    /**
     * The logarithm of the time in each run, by how much it is off their mean.
     *
     * @param first of how many rounds, those that came first, it is the quickest: the quickest to
     *     be expected of so many varies less where there are more to choose from, and who compares
     *     may have no more than these
     */
    double[] deviations(int first) {
      double[] quickest =
          logarithms.stream()
              .mapToDouble(run -> Arrays.stream(run).limit(first).min().orElseThrow())
              .toArray();
      double mean = Arrays.stream(quickest).average().orElseThrow();
      return Arrays.stream(quickest).map(logarithm -> logarithm - mean).toArray();
    }
  }

  /** How many rounds each run has of all of some problems. */
  private static int rounds(List<Sample> members) {
    return members.stream().mapToInt(Sample::rounds).min().orElse(1);
  }

  /** What all runs have timed, by what it counts in. */
  private static Map<Scope, List<Sample>> samples(List<RunRecord> runs) {
    List<Map<Scope, Timed>> timed = runs.stream().map(run -> Timed.of(Side.of(run))).toList();
    List<Sample> samples =
        timed.get(0).keySet().stream()
            .map(
                scope ->
                    timed.stream().map(run -> run.get(scope)).filter(Objects::nonNull).toList())
            .filter(all -> all.size() == runs.size())
            .map(Sample::of)
            .toList();
    return Timed.grouped(samples, Sample::timed);
  }

  /** How much each scope's time varies from run to run, totals first. */
  private static Map<Scope, Spread> spreads(Map<Scope, List<Sample>> samples, int runs) {
    List<Weights> weights =
        IntStream.range(0, runs).mapToObj(run -> weightsWithout(run, samples)).toList();
    Map<Scope, Spread> spreads = new LinkedHashMap<>();
    samples.forEach((scope, members) -> spreads.put(scope, Spread.of(means(members, weights))));
    return spreads;
  }

  /**
   * How much each problem counts in a mean over one run: as the other runs say. By the run's own
   * word, what happened to vary little in it would count most, and its mean would vary less than
   * that of the next run, which has no say in the weights.
   */
  private static Weights weightsWithout(int run, Map<Scope, List<Sample>> samples) {
    Map<Scope, Spread> problems = new HashMap<>();
    samples.forEach(
        (scope, members) -> {
          if (scope.level() == Level.PROBLEM) {
            double[] all = members.get(0).deviations(rounds(members));
            problems.put(
                scope,
                Spread.of(
                    IntStream.range(0, all.length)
                        .filter(other -> other != run)
                        .mapToObj(other -> all[other])
                        .toList()));
          }
        });
    return Weights.of(problems);
  }

  /**
   * Over the members, in each run.
   *
   * @param weights of all problems, run by run
   */
  private static List<Double> means(List<Sample> members, List<Weights> weights) {
    int rounds = rounds(members);
    List<Scope> problems = members.stream().map(member -> member.timed().scope()).toList();
    List<double[]> deviations = members.stream().map(member -> member.deviations(rounds)).toList();
    return IntStream.range(0, weights.size())
        .mapToObj(run -> Weights.mean(weights.get(run).of(problems), i -> deviations.get(i)[run]))
        .toList();
  }
}
