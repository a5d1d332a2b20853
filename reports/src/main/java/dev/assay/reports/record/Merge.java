package dev.assay.reports.record;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes one run of several: shards of a campaign, other seeds, other backends. */
public final class Merge {
  private Merge() {}

  /**
   * The runs as one.
   *
   * @param id of the new run
   * @param command that merges
   * @throws MergeException if a problem would count twice or there is no sense in adding
   */
  public static RunRecord of(List<RunRecord> runs, String id, Instant now, String command) {
    for (int i = 0; i < runs.size(); i++) {
      for (RunRecord before : runs.subList(0, i)) {
        check(before, runs.get(i));
      }
    }
    boolean alike = MachineRecord.alike(runs.stream().map(RunRecord::machine).toList());
    RunRecord merged = begin(runs, id, now, command);
    for (RunRecord run : runs) {
      // What one machine can do at most, or did, says nothing of what was measured on another.
      merged = merged.plus(withoutFiles(alike ? run : run.withoutMachine()));
    }
    return merged.end(RunState.FINISHED, now);
  }

  private static RunRecord begin(List<RunRecord> runs, String id, Instant now, String command) {
    RunRecord first = runs.get(0);
    List<SourceRecord> sources = runs.stream().flatMap(run -> sources(run).stream()).toList();
    return RunRecord.begin(
            id,
            now,
            command,
            first.seed(),
            tries(sources),
            runs.stream().map(RunRecord::assay).distinct().collect(Collectors.joining(", ")),
            MachineRecord.common(runs.stream().map(RunRecord::machine).toList()),
            null,
            first.noise())
        .mergedFrom(sources);
  }

  /** Shards of a seed have their tries in common, seeds have not. */
  private static int tries(List<SourceRecord> sources) {
    Map<Long, Integer> bySeed = new LinkedHashMap<>();
    sources.forEach(source -> bySeed.merge(source.seed(), source.tries(), Math::max));
    return bySeed.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static List<SourceRecord> sources(RunRecord run) {
    if (run.sources() != null) {
      return run.sources();
    }
    CampaignRecord campaign = run.campaign();
    return List.of(
        new SourceRecord(
            run.id(),
            run.state(),
            run.command(),
            run.seed(),
            run.tries(),
            campaign == null ? null : campaign.shard()));
  }

  private static void check(RunRecord one, RunRecord other) {
    for (SourceRecord source : sources(one)) {
      for (SourceRecord another : sources(other)) {
        if (source.equals(another)) {
          throw new MergeException("run " + source.id() + " is there twice; name each run once");
        }
        Set<Object> both = subjects(one);
        both.retainAll(subjects(other));
        if (source.overlaps(another) && !both.isEmpty()) {
          throw new MergeException(
              "runs "
                  + source.id()
                  + " and "
                  + another.id()
                  + " tried the same problems ("
                  + source.part()
                  + " and "
                  + another.part()
                  + " of seed "
                  + source.seed()
                  + "), which would count twice; leave one out");
        }
      }
    }
    for (BackendRecord backend : one.backends()) {
      for (BackendRecord same : other.backends()) {
        if (backend.name().equals(same.name())
            && Stream.of(backend, same).allMatch(b -> b.error() == null)) {
          alike(one, backend, other, same, "computed", "on", "device", BackendRecord::device);
          alike(
              one, backend, other, same, "multiplied", "in", "precision", BackendRecord::products);
        }
      }
    }
  }

  private static void alike(
      RunRecord one,
      BackendRecord backend,
      RunRecord other,
      BackendRecord same,
      String did,
      String where,
      String what,
      Function<BackendRecord, String> property) {
    String here = property.apply(backend);
    String there = property.apply(same);
    if (!here.equals(there)) {
      throw new MergeException(
          String.format(
              "%1$s %2$s %3$s %4$s in run %5$s and %3$s %6$s in run %7$s; merge runs of one %8$s",
              backend.name(), did, where, here, one.id(), there, other.id(), what));
    }
  }

  /** What was verified: backends with operations. */
  private static Set<Object> subjects(RunRecord run) {
    return new HashSet<>(run.pace().stream().map(PaceRecord::subject).collect(Collectors.toSet()));
  }

  private static RunRecord withoutFiles(RunRecord run) {
    RunRecord result = run;
    for (MeasurementRecord measurement : run.measurements()) {
      result = result.with(measurement.withoutFile());
    }
    for (TrainingRecord training : run.training()) {
      result = result.with(training.withoutFile());
    }
    for (RoofRecord roof : run.roofs()) {
      result = result.with(roof.withoutFile());
    }
    return result;
  }
}
