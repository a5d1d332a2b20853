package dev.assay.reports.render;

import dev.assay.reports.history.FoundRun;
import dev.assay.reports.history.MachineHistory;
import dev.assay.reports.record.RunState;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A machine as pages show it.
 *
 * @param number among the machines
 */
record MachineView(int number, MachineHistory machine, List<TrackView> tracks, RunLinks links) {
  private static final int MOST_NEWS = 12;

  static MachineView of(int number, MachineHistory machine, RunLinks links) {
    return new MachineView(
        number,
        machine,
        machine.tracks().stream().map(track -> TrackView.of(machine, track, links)).toList(),
        links);
  }

  public String title() {
    return title(machine);
  }

  /** {@code AMD EPYC, amd64; 2 physical cores, 2 logical}. */
  static String title(MachineHistory machine) {
    String title =
        MachineFacts.of(machine.machine()).stream()
            .filter(fact -> fact.name().equals("Processor") || fact.name().equals("Cores"))
            .map(Fact::value)
            .reduce((one, other) -> one + "; " + other)
            .orElse("an unknown machine");
    return Boolean.TRUE.equals(machine.machine().virtual()) ? title + "; virtual" : title;
  }

  public RunLink newest() {
    return links.of(machine.newest());
  }

  public RunLink oldest() {
    return links.of(machine.runs().get(0));
  }

  public String runs() {
    return HistoryReport.runs(machine.runs().size());
  }

  /** Runs that did not go to their end. */
  public long cutShort() {
    return machine.runs().stream()
        .map(FoundRun::run)
        .filter(run -> run.state() != RunState.FINISHED)
        .count();
  }

  /** Tracks of which there is a course to be drawn. */
  public List<TrackView> drawn() {
    return tracks.stream().filter(TrackView::isDrawn).toList();
  }

  /** What happened on it, the newest first. */
  public List<News> news() {
    return tracks.stream()
        .flatMap(view -> view.events().stream().map(event -> new News(view, event)))
        .filter(news -> news.event.isNews())
        .sorted(Comparator.comparing((News news) -> news.event.run().run().started()).reversed())
        .limit(MOST_NEWS)
        .toList();
  }

  /** How many there is no room for. */
  public long older() {
    return tracks.stream()
            .flatMap(view -> view.events().stream())
            .filter(HistoryEvent::isNews)
            .count()
        - news().size();
  }

  /** An event and where. */
  record News(TrackView view, HistoryEvent event) {
    public RunLink run() {
      return view.link(event);
    }

    /** Whether it is of the newest run there. */
    public boolean isNow() {
      return Objects.equals(event.run(), view.track().newest());
    }
  }
}
