package dev.assay.reports.render;

import dev.assay.reports.compare.Scope.Level;
import dev.assay.reports.history.History;
import dev.assay.reports.history.SkippedFile;
import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.record.RunJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What all reports say of a history, made once. */
record HistoryReport(History history, List<MachineView> machines) implements Presentation {
  private static final int MOST_SENTENCES = 10;

  /**
   * The report.
   *
   * @param folder of its pages
   */
  static HistoryReport of(History history, Path folder) {
    RunLinks links = new RunLinks(folder);
    return new HistoryReport(
        history,
        IntStream.range(0, history.machines().size())
            .mapToObj(i -> MachineView.of(i + 1, history.machines().get(i), links))
            .toList());
  }

  /** Writes {@code history.json}, {@code index.html} and a page for each track. */
  @Override
  public Path write(OutputFolder folder) {
    folder.write("history.json", RunJson.print(HistoryJson.of(history)));
    Page track = page("track.html.peb");
    tracks().forEach(view -> folder.write(view.page(), track.fill(Map.of("view", view))));
    return folder.write("index.html", page("history.html.peb").fill(Map.of("report", this)));
  }

  private static Page page(String template) {
    return new Page(
        template,
        List.of("tables.css", "history.css"),
        List.of("tables.js", "page.js", "places.js"));
  }

  @Override
  public String summary(boolean styled) {
    return HistorySummary.render(this, styled);
  }

  public List<TrackView> tracks() {
    return machines.stream().flatMap(machine -> machine.tracks().stream()).toList();
  }

  /** {@code 60 runs}. */
  static String runs(int count) {
    return count == 1 ? "1 run" : Numbers.count(count) + " runs";
  }

  public String runs() {
    return runs(history.machines().stream().mapToInt(machine -> machine.runs().size()).sum());
  }

  public String machineCount() {
    return machines.size() == 1 ? "1 machine" : machines.size() + " machines";
  }

  public List<SkippedFile> skipped() {
    return history.skipped();
  }

  /** What stands on the first lines: what is wrong now, then what became slower or faster last. */
  public List<String> headline() {
    List<String> sentences = new ArrayList<>();
    machines.forEach(m -> m.tracks().forEach(view -> correctness(m, view, sentences)));
    machines.stream()
        .flatMap(machine -> machine.tracks().stream().map(view -> new Place(machine, view)))
        .filter(place -> !place.view.speedSince().isEmpty())
        .sorted(Comparator.comparing((Place place) -> place.view.speedSince()).reversed())
        .forEach(place -> sentences.add(speed(place)));
    if (sentences.isEmpty()) {
      sentences.add(
          tracks().stream().anyMatch(TrackView::isLongEnough)
              ? "Nothing is wrong in the newest runs, and no time has changed beyond doubt."
              : "Nothing is wrong in the newest runs; no change of a time could be told yet.");
    }
    if (sentences.size() > MOST_SENTENCES) {
      int more = sentences.size() - MOST_SENTENCES;
      sentences.subList(MOST_SENTENCES, sentences.size()).clear();
      sentences.add("There are " + more + " more such changes below.");
    }
    return sentences;
  }

  private record Place(MachineView machine, TrackView view) {}

  private String subject(MachineView machine, TrackView view) {
    String where = machines.size() == 1 ? "" : "Machine " + machine.number() + ", ";
    return where + view.track().backend() + " (" + view.track().place() + "): ";
  }

  private void correctness(MachineView machine, TrackView view, List<String> sentences) {
    List<TrackView.Wrong> wrong = view.wrong();
    if (!wrong.isEmpty()) {
      String what =
          wrong.size() == 1
              ? "one result is wrong: "
              : Numbers.count(wrong.size()) + " results are wrong, the latest ";
      String since = wrong.get(0).subject() + ", since " + wrong.get(0).since().date() + ".";
      sentences.add(subject(machine, view) + what + since);
    }
    String error = view.track().newest().backend().error();
    if (error != null) {
      sentences.add(subject(machine, view) + "does not start: " + error);
    }
  }

  private String speed(Place place) {
    TrackView view = place.view;
    String scope = " (" + view.speedSubject() + ").";
    return subject(place.machine, view) + view.speed() + " since " + view.speedSince() + scope;
  }

  /** How unlikely it is that a change of times is none. */
  public String mistake() {
    return Math.round(1 / Level.MISTAKE) + "";
  }
}
