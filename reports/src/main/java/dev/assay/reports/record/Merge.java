package dev.assay.reports.record;

import dev.assay.reports.record.CampaignRecord.Position;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes one run of several: shards of a campaign, other seeds, other backends. */
public final class Merge {
  /** Why what was timed has no time in a run of several machines. */
  static final String UNTIMED = "no time: the runs that were merged are of machines that differ";

  private Merge() {}

  /**
   * The runs as one, which has come to its end if all of them have. Of machines that differ it has
   * the results, but no times.
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
    boolean comparable = MachineRecord.comparable(runs.stream().map(RunRecord::machine).toList());
    RunRecord merged = begin(runs, id, now, command);
    for (RunRecord run : runs) {
      // How fast one machine is, or can be, says nothing of what was measured on another.
      merged = merged.plus(withoutFiles(comparable ? run : run.withoutMachine()));
    }
    return merged.end(state(runs), now);
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
            campaign == null ? null : campaign.shard(),
            campaign == null ? unverified(run) : campaign.positions()));
  }

  /** Nothing where it tried no random problems; null in runs that cannot tell. */
  private static @Nullable List<Position> unverified(RunRecord run) {
    return run.pace().isEmpty() ? List.of() : null;
  }

  /** As far as all of them came. Nobody goes on with a merged run, so it is not still running. */
  private static RunState state(List<RunRecord> runs) {
    Set<RunState> states = runs.stream().map(RunRecord::state).collect(Collectors.toSet());
    return states.contains(RunState.FAILED)
        ? RunState.FAILED
        : states.equals(Set.of(RunState.FINISHED)) ? RunState.FINISHED : RunState.INTERRUPTED;
  }

  private static void check(RunRecord one, RunRecord other) {
    for (SourceRecord source : sources(one)) {
      for (SourceRecord another : sources(other)) {
        if (source.isSame(another)) {
          throw new MergeException("run " + source.id() + " is there twice; name each run once");
        }
        if (source.overlaps(another)
            && !Collections.disjoint(subjects(one, source), subjects(other, another))) {
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

  /** What a source verified, or might have, in a run: backends with operations. */
  private static Set<Object> subjects(RunRecord run, SourceRecord source) {
    return source.positions() == null
        ? run.pace().stream().map(PaceRecord::subject).collect(Collectors.toSet())
        : source.positions().stream().map(Position::subject).collect(Collectors.toSet());
  }

  private static RunRecord withoutFiles(RunRecord run) {
    RunRecord result = run;
    for (MeasurementRecord measurement : run.measurements()) {
      result = result.with(measurement.withoutFile());
    }
    for (WholeNetworkRecord training : run.training()) {
      result = result.with(training.withoutFile());
    }
    for (RoofRecord roof : run.roofs()) {
      result = result.with(roof.withoutFile());
    }
    return result;
  }
}
