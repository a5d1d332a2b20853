package dev.assay.reports.render;

import dev.assay.reports.compare.Difference;
import dev.assay.reports.compare.Scope.Level;
import dev.assay.reports.compare.VerdictChange;
import dev.assay.reports.history.ChangePoint;
import dev.assay.reports.history.Correctness;
import dev.assay.reports.history.History;
import dev.assay.reports.history.MachineHistory;
import dev.assay.reports.history.Series;
import dev.assay.reports.history.SpeedEvent;
import dev.assay.reports.history.Track;
import dev.assay.reports.record.MachineRecord;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** A history for other programs. Runs of a track are referred to by number, from 0. */
record HistoryJson(List<Machine> machines, List<Skipped> skipped) {
  record Machine(String key, MachineRecord machine, List<Backend> tracks) {}

  record Backend(
      String backend,
      String place,
      List<Run> runs,
      List<Speed> speeds,
      List<Verdict> verdicts,
      List<Versions> versions,
      List<Times> series) {}

  record Run(String id, Instant started, Correctness correctness, long wrong, String file) {}

  record Speed(
      int run,
      String subject,
      double ratio,
      double low,
      double high,
      List<Step> problems,
      int of,
      List<Difference> versions,
      List<Difference> nearby) {}

  record Step(String problem, double ratio) {}

  record Verdict(int run, List<VerdictChange> changes) {}

  record Versions(int run, List<Difference> changes) {}

  /**
   * A series.
   *
   * @param runs numbers of those that timed it
   * @param ratios of times, each over the level at the beginning
   */
  record Times(
      Level level,
      String total,
      String name,
      String label,
      List<Integer> runs,
      List<Double> ratios,
      List<Change> changes) {}

  record Change(int run, double ratio, double low, double high, double chance) {}

  record Skipped(String file, String reason) {}

  static HistoryJson of(History history) {
    return new HistoryJson(
        history.machines().stream().map(HistoryJson::of).toList(),
        history.skipped().stream().map(s -> new Skipped(s.file().toString(), s.reason())).toList());
  }

  private static Machine of(MachineHistory machine) {
    return new Machine(
        machine.key(), machine.machine(), machine.tracks().stream().map(HistoryJson::of).toList());
  }

  private static Backend of(Track track) {
    return new Backend(
        track.backend(),
        track.place(),
        track.runs().stream()
            .map(
                r ->
                    new Run(
                        r.run().id(),
                        r.run().started(),
                        r.backend().correctness(),
                        r.backend().wrong(),
                        r.found().file().toString()))
            .toList(),
        track.speeds().stream().map(HistoryJson::of).toList(),
        track.verdicts().stream().map(v -> new Verdict(v.at(), v.changes())).toList(),
        track.versions().stream().map(v -> new Versions(v.at(), v.changes())).toList(),
        track.series().stream().map(HistoryJson::of).toList());
  }

  private static Speed of(SpeedEvent event) {
    return new Speed(
        event.at(),
        event.subject(),
        event.ratio(),
        event.low(),
        event.high(),
        event.problems().stream().map(s -> new Step(s.problem().text(), s.ratio())).toList(),
        event.of(),
        event.versions(),
        event.nearby());
  }

  private static Times of(Series series) {
    return new Times(
        series.level(),
        series.problem().total(),
        series.name(),
        series.problem().label(),
        IntStream.range(0, series.size()).mapToObj(series::run).toList(),
        IntStream.range(0, series.size()).mapToObj(series::ratio).toList(),
        series.changes().stream().map(change -> of(series, change)).toList());
  }

  private static Change of(Series series, ChangePoint change) {
    return new Change(
        series.run(change.at()), change.ratio(), change.low(), change.high(), change.chance());
  }
}
