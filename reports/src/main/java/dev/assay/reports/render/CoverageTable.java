package dev.assay.reports.render;

import dev.assay.reports.record.CoverageRecord;
import dev.assay.reports.record.PaceRecord;
import dev.assay.reports.record.Reproducer;
import dev.assay.reports.record.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which part of each operation's parameter space was reached, by backend.
 *
 * @param backends names of the columns
 * @param paces computed problems per second of verification, by backend
 */
record CoverageTable(List<String> backends, List<Row> rows, List<String> paces) {
  private static final int MOST_GAPS = 40;

  /** One operation. */
  record Row(String operation, List<Reach> reaches) {}

  /**
   * How far one backend's problems reached.
   *
   * @param share of all pairs of values
   * @param note how many of how many
   * @param details every value with its problems, and pairs that never met
   */
  record Reach(String share, String note, Details details) {}

  static CoverageTable of(RunRecord run) {
    List<String> backends = run.startedBackends();
    Map<String, Map<String, CoverageRecord>> byOperation = new LinkedHashMap<>();
    for (CoverageRecord record : run.coverage()) {
      byOperation
          .computeIfAbsent(record.operation(), operation -> new LinkedHashMap<>())
          .put(record.backend(), record);
    }
    List<Row> rows = new ArrayList<>();
    byOperation.forEach(
        (operation, byBackend) ->
            rows.add(
                new Row(
                    operation,
                    backends.stream().map(name -> reach(run, byBackend.get(name))).toList())));
    return new CoverageTable(
        backends, rows, backends.stream().map(name -> pace(run.only(List.of(name)))).toList());
  }

  private static String pace(RunRecord own) {
    int computed = own.verifications().stream().mapToInt(v -> v.outcomes().computed()).sum();
    double seconds = own.pace().stream().mapToDouble(PaceRecord::seconds).sum();
    return seconds > 0 ? Numbers.count(Math.round(computed / seconds)) : Numbers.NONE;
  }

  private static Reach reach(RunRecord run, @Nullable CoverageRecord record) {
    if (record == null || record.pairs() == 0) {
      return new Reach(Numbers.NONE, "", Details.NONE);
    }
    return new Reach(
        Numbers.share((double) record.reached() / record.pairs()),
        Numbers.count(record.reached()) + " of " + Numbers.count(record.pairs()),
        Details.of(
            lines(record).stream(),
            Reproducer.ofRandom(run, record.backend()).campaign(run, record.operation()).stream()
                .map(line -> new Fact("all again", line))
                .toList()));
  }

  private static List<String> lines(CoverageRecord record) {
    List<String> lines = new ArrayList<>();
    record
        .features()
        .forEach(
            (feature, values) -> {
              List<String> counts = new ArrayList<>();
              values.forEach((value, count) -> counts.add(value + " × " + Numbers.count(count)));
              lines.add(feature + ": " + String.join(", ", counts));
            });
    List<String> gaps = record.gaps();
    if (!gaps.isEmpty()) {
      lines.add("never together:");
      lines.addAll(gaps.subList(0, Math.min(gaps.size(), MOST_GAPS)));
      if (gaps.size() > MOST_GAPS) {
        lines.add("and " + Numbers.count(gaps.size() - MOST_GAPS) + " more, in run.json");
      }
    }
    return lines;
  }
}
