package dev.assay.reports.render;

import dev.assay.reports.compare.VerdictChange;
import dev.assay.reports.history.BackendRun;
import dev.assay.reports.history.SpeedEvent;
import dev.assay.reports.history.Track;
import dev.assay.reports.history.VerdictEvent;
import dev.assay.reports.history.VersionEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Something that happened on a track.
 *
 * @param at number of the run
 * @param anchor where it is in the page of its track
 * @param word what kind of event
 * @param text what happened
 * @param note what goes with it; empty if there is nothing to say
 * @param reproduce the command that shows it; empty where there is none
 */
record HistoryEvent(
    Track track,
    int at,
    String anchor,
    Tone tone,
    String word,
    String text,
    String note,
    String reproduce) {
  /** All of a track, the newest first; of a run, the gravest first. */
  static List<HistoryEvent> of(Track track) {
    List<HistoryEvent> events = new ArrayList<>();
    for (VerdictEvent event : track.verdicts()) {
      for (int i = 0; i < event.changes().size(); i++) {
        events.add(of(track, event.at(), i, event.changes().get(i)));
      }
    }
    track.speeds().forEach(event -> events.add(of(track, event)));
    track.versions().forEach(event -> events.add(of(track, event)));
    events.sort(Comparator.comparing((HistoryEvent event) -> event.at).reversed());
    return events;
  }

  private static HistoryEvent of(Track track, int at, int number, VerdictChange c) {
    return new HistoryEvent(
        track,
        at,
        "verdict-" + at + "-" + number,
        c.kind().isBad() ? Tone.BAD : Tone.GOOD,
        c.kind().word(),
        c.subject(),
        c.before() + " → " + c.after(),
        c.reproduce());
  }

  private static HistoryEvent of(Track track, SpeedEvent event) {
    return new HistoryEvent(
        track,
        event.at(),
        Anchors.step(event.at(), event.subject()),
        event.isSlower() ? Tone.BAD : Tone.GOOD,
        event.isSlower() ? "slower" : "faster",
        HistoryWords.speed(event),
        HistoryWords.cause(event),
        "");
  }

  private static HistoryEvent of(Track track, VersionEvent event) {
    return new HistoryEvent(
        track,
        event.at(),
        Anchors.versions(event.at()),
        Tone.QUIET,
        "versions",
        HistoryWords.versions(event.changes()),
        "",
        "");
  }

  /** Whether it is more than another version. */
  public boolean isNews() {
    return tone != Tone.QUIET;
  }

  public BackendRun run() {
    return track.runs().get(at);
  }
}
