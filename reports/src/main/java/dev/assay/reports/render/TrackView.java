package dev.assay.reports.render;

import dev.assay.reports.compare.Claim;
import dev.assay.reports.compare.Scope.Level;
import dev.assay.reports.history.BackendRun;
import dev.assay.reports.history.MachineHistory;
import dev.assay.reports.history.Series;
import dev.assay.reports.history.SpeedEvent;
import dev.assay.reports.history.Track;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A track as pages show it.
 *
 * @param page its file's name
 */
record TrackView(MachineHistory machine, Track track, String page, RunLinks links) {
  private static final int KEY = 8;

  static TrackView of(MachineHistory machine, Track track, RunLinks links) {
    String name =
        String.join("-", track.backend(), track.place(), machine.key().substring(0, KEY))
            .replaceAll("[^A-Za-z0-9._@-]+", "-");
    return new TrackView(machine, track, name + ".html", links);
  }

  public String machineTitle() {
    return MachineView.title(machine);
  }

  public String runs() {
    return HistoryReport.runs(track.runs().size());
  }

  /** Whether there is a course to be drawn. */
  public boolean isDrawn() {
    return track.runs().size() > 1;
  }

  public TrendChart chart() {
    return new TrendChart(track, this::link);
  }

  RunLink link(BackendRun run) {
    return links.of(run.found());
  }

  public RunLink link(HistoryEvent event) {
    return link(event.run());
  }

  public RunLink newest() {
    return link(track.newest());
  }

  /** How it did in its newest run. */
  public String correctness() {
    return HistoryWords.correctness(track.newest().backend());
  }

  public Tone tone() {
    return switch (track.newest().backend().correctness()) {
      case WRONG, NOT_STARTED -> Tone.BAD;
      case RIGHT, KNOWN -> Tone.GOOD;
      case NOT_VERIFIED -> Tone.QUIET;
    };
  }

  /**
   * What is wrong.
   *
   * @param since the first run that said so
   */
  record Wrong(Claim claim, RunLink since) {
    public String subject() {
      return claim.key().words();
    }
  }

  /** The newest first. */
  public List<Wrong> wrong() {
    return track.wrong().entrySet().stream()
        .sorted(Map.Entry.<Claim, Integer>comparingByValue().reversed())
        .map(entry -> new Wrong(entry.getKey(), link(track.runs().get(entry.getValue()))))
        .toList();
  }

  public List<HistoryEvent> events() {
    return HistoryEvent.of(track);
  }

  /** Whether a change of its speed could be told at all. */
  boolean isLongEnough() {
    return track.series().stream().anyMatch(Series::isLongEnough);
  }

  /** The latest change of its speed, in words; {@code no change beyond doubt} if there was none. */
  public String speed() {
    if (track.series().isEmpty()) {
      return "not timed";
    }
    if (!isLongEnough()) {
      return "too few runs to tell a change";
    }
    SpeedEvent latest = latest();
    return latest == null ? "no change beyond doubt" : Numbers.change(latest.ratio());
  }

  /** What changed then: {@code layers}, a family, a problem; empty if nothing did. */
  public String speedSubject() {
    SpeedEvent latest = latest();
    return latest == null ? "" : HistoryWords.subject(latest);
  }

  /** Since when; empty if there was no change. */
  public String speedSince() {
    SpeedEvent latest = latest();
    return latest == null ? "" : link(track.runs().get(latest.at())).date();
  }

  public Tone speedTone() {
    SpeedEvent latest = latest();
    return latest == null ? Tone.QUIET : latest.isSlower() ? Tone.BAD : Tone.GOOD;
  }

  private @Nullable SpeedEvent latest() {
    return track.speeds().stream().max(Comparator.comparing(SpeedEvent::at)).orElse(null);
  }

  public List<SeriesRow> families() {
    return rows(Level.FAMILY);
  }

  public List<SeriesRow> problems() {
    return rows(Level.PROBLEM);
  }

  public List<SeriesRow> totals() {
    return rows(Level.TOTAL);
  }

  private List<SeriesRow> rows(Level level) {
    return track.series(level).stream()
        .filter(series -> series.size() > 0)
        .map(series -> new SeriesRow(track, series, this::link))
        .toList();
  }
}
