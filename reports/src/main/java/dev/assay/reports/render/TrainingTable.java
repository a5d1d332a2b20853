package dev.assay.reports.render;

import dev.assay.reports.record.Metric;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.TrainingRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How fast networks are trained, by backend.
 *
 * @param backends names of the columns
 * @param rows in the order in which they were met
 */
record TrainingTable(List<String> backends, List<Row> rows) {
  /**
   * One training step.
   *
   * @param network its network
   * @param batch images at once
   * @param step how far it goes, in words
   * @param cells by backend, in the order of the columns
   */
  record Row(String network, int batch, String step, List<Cell> cells) {}

  /**
   * One backend's speed, or why there is none.
   *
   * @param speed {@code 11.7}; empty if there is none
   * @param interval its 95 % interval
   * @param share of the fastest backend's speed; 100 for that itself, 0 if there is none
   * @param memory {@code 1 051 MiB}; empty if not known
   * @param first {@code first step 1.2 s}; empty if not known
   * @param proof the id of its proof
   * @param message why there is no speed; empty if there is one
   */
  record Cell(
      String speed,
      String interval,
      int share,
      String memory,
      String first,
      String proof,
      String message) {
    static final Cell EMPTY = new Cell("", "", 0, "", "", "", "not tried");

    public boolean best() {
      return share == 100;
    }
  }

  static TrainingTable of(RunRecord run) {
    List<String> backends = run.startedBackends();
    Map<String, List<TrainingRecord>> byProblem = new LinkedHashMap<>();
    for (TrainingRecord training : run.training()) {
      byProblem.computeIfAbsent(training.problem(), problem -> new ArrayList<>()).add(training);
    }
    return new TrainingTable(
        backends, byProblem.values().stream().map(records -> row(backends, records)).toList());
  }

  private static Row row(List<String> backends, List<TrainingRecord> records) {
    double best =
        records.stream()
            .map(TrainingRecord::imagesPerSecond)
            .filter(Objects::nonNull)
            .mapToDouble(speed -> speed)
            .max()
            .orElse(0);
    TrainingRecord any = records.get(0);
    return new Row(
        any.network(),
        any.batch(),
        words(any.until()),
        backends.stream()
            .map(
                backend ->
                    records.stream()
                        .filter(record -> record.backend().equals(backend))
                        .map(record -> cell(record, best))
                        .findFirst()
                        .orElse(Cell.EMPTY))
            .toList());
  }

  private static String words(String until) {
    return switch (until) {
      case "loss" -> "forward only";
      case "gradients" -> "forward and gradients";
      default -> "whole step";
    };
  }

  private static Cell cell(TrainingRecord training, double best) {
    Metric speed = training.speed();
    if (speed == null) {
      String message = training.message() == null ? "not timed" : training.message();
      return new Cell("", "", 0, "", "", training.proof(), message);
    }
    return new Cell(
        Numbers.measured(speed.value()),
        Numbers.measured(speed.low()) + "–" + Numbers.measured(speed.high()),
        (int) Math.round(100 * speed.value() / best),
        memory(training.peakBytes()),
        training.firstSeconds() == null
            ? ""
            : "first step " + Numbers.measured(training.firstSeconds()) + " s",
        training.proof(),
        "");
  }

  private static String memory(@Nullable Long bytes) {
    return bytes == null ? "" : Numbers.bytes(bytes);
  }

  /** Who is fastest, a sentence for each network's whole step. */
  List<String> fastest() {
    List<String> sentences = new ArrayList<>();
    for (Row row : rows) {
      for (int i = 0; i < row.cells.size(); i++) {
        if (row.cells.get(i).best() && row.step.equals("whole step")) {
          sentences.add(
              String.format(
                  "Fastest training of %s: %s, %s images/s in batches of %d.",
                  row.network, backends.get(i), row.cells.get(i).speed(), row.batch));
        }
      }
    }
    return sentences;
  }
}
