package dev.assay.reports.compare;

import dev.assay.reports.record.NoiseRecord;
import dev.assay.reports.record.NoiseRecord.Deviation;
import dev.assay.reports.record.RunRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
    if (runs.size() < FEWEST_RUNS) {
      throw new IllegalArgumentException(
          "noise shows in at least " + FEWEST_RUNS + " runs, not in " + runs.size());
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
    Map<String, List<Deviation>> deviations = new LinkedHashMap<>();
    logarithms(runs)
        .forEach(
            (scope, values) ->
                deviations
                    .computeIfAbsent(scope.backend(), backend -> new ArrayList<>())
                    .add(
                        new Deviation(
                            scope.level().toString(), scope.name(), Spread.deviation(values))));
    if (deviations.isEmpty()) {
      throw new IllegalArgumentException("there is nothing that all of these runs have timed");
    }
    Instant last =
        runs.stream().map(RunRecord::started).max(Comparator.naturalOrder()).orElseThrow();
    return deviations.entrySet().stream()
        .map(entry -> new NoiseRecord(entry.getKey(), last, runs.size(), entry.getValue()))
        .toList();
  }

  /** The logarithm of each scope's time in each run. */
  private static Map<Scope, List<Double>> logarithms(List<RunRecord> runs) {
    List<Map<Scope, Timed>> timed = runs.stream().map(run -> Timed.of(Side.of(run))).toList();
    List<Timed> common =
        timed.get(0).values().stream()
            .filter(one -> timed.stream().allMatch(other -> other.containsKey(one.scope())))
            .toList();
    Map<Scope, List<Double>> logarithms = new LinkedHashMap<>();
    Timed.grouped(common, one -> one)
        .forEach(
            (scope, members) ->
                logarithms.put(scope, timed.stream().map(run -> mean(members, run)).toList()));
    return logarithms;
  }

  private static double mean(List<Timed> members, Map<Scope, Timed> run) {
    return members.stream()
        .map(member -> run.get(member.scope()))
        .filter(Objects::nonNull)
        .mapToDouble(member -> Resampling.logarithm(member.rounds()))
        .average()
        .orElseThrow();
  }
}
