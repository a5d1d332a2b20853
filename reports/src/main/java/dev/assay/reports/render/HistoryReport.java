package dev.assay.reports.render;

import dev.assay.reports.history.History;
import dev.assay.reports.history.SkippedFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What all reports say of a history, made once. */
record HistoryReport(History history, List<MachineView> machines) {

  /**
   * The report.
   *
   * @param folder of its pages
   */
  static HistoryReport of(History history, Path folder) {
    return new HistoryReport(
        history,
        IntStream.range(0, history.machines().size())
            .mapToObj(i -> MachineView.of(i + 1, history.machines().get(i), folder))
            .toList());
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

  /** What stands on the first lines: what is wrong now, and what got slower last. */
  public List<String> headline() {
    List<String> sentences = new ArrayList<>();
    for (MachineView machine : machines) {
      String where = machines.size() == 1 ? "" : "Machine " + machine.number() + ", ";
      machine.tracks().forEach(view -> sentence(where, view).forEach(sentences::add));
    }
    if (sentences.isEmpty()) {
      sentences.add("Nothing is wrong in the newest runs, and no time has changed.");
    }
    return sentences;
  }

  private static Stream<String> sentence(String where, TrackView view) {
    Stream.Builder<String> sentences = Stream.builder();
    String subject = where + view.track().backend() + " (" + view.track().place() + "): ";
    if (!view.wrong().isEmpty()) {
      TrackView.Wrong first = view.wrong().get(0);
      sentences.add(
          subject
              + (view.wrong().size() == 1
                  ? "one result is wrong: "
                  : Numbers.count(view.wrong().size()) + " results are wrong, the latest ")
              + first.subject()
              + ", since "
              + first.since().date()
              + ".");
    }
    String error = view.track().newest().backend().error();
    if (error != null) {
      sentences.add(subject + "does not start: " + error);
    }
    if (!view.speedSince().isEmpty()) {
      sentences.add(
          subject
              + view.speed()
              + " since "
              + view.speedSince()
              + " ("
              + view.speedSubject()
              + ").");
    }
    return sentences.build();
  }

  /** How unlikely it is that a change of times is none. */
  public String mistake() {
    return Math.round(1 / History.MISTAKE) + "";
  }
}
