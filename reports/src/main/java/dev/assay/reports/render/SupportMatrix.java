package dev.assay.reports.render;

import dev.assay.reference.op.OperationText;
import dev.assay.reports.record.OutcomeCounts;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.VerificationRecord;
import dev.assay.verify.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What each backend can compute and gets right, as a table in Markdown: for a README. */
public final class SupportMatrix {
  private static final String BEGIN = "<!-- support matrix: begin -->";
  private static final String END = "<!-- support matrix: end -->";

  private SupportMatrix() {}

  /**
   * A Markdown text with the table between its two markers made anew.
   *
   * @throws IllegalArgumentException if the text has no such markers
   */
  public static String replaceIn(String text, RunRecord run) {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "it has no place for the table: add the lines " + BEGIN + " and " + END);
    }
    return text.substring(0, begin + BEGIN.length()) + "\n" + render(run) + text.substring(end);
  }

  /**
   * A line per single operation and, where they differ, direction; a column per backend; below, the
   * reasons why some problems are unsupported, by their numbers.
   */
  static String render(RunRecord run) {
    List<String> reasons = new ArrayList<>();
    List<String> backends = run.startedBackends();
    StringBuilder text = new StringBuilder();
    line(text, "operation", "direction", backends);
    line(text, "---", "---", backends.stream().map(name -> "---").toList());
    byOperation(run)
        .forEach(
            (operation, directions) -> {
              Map<List<String>, List<String>> alike = new LinkedHashMap<>();
              directions.forEach(
                  (direction, byBackend) ->
                      alike
                          .computeIfAbsent(
                              backends.stream()
                                  .map(name -> cell(byBackend.get(name), reasons))
                                  .toList(),
                              cells -> new ArrayList<>())
                          .add(direction));
              alike.forEach(
                  (cells, same) ->
                      line(
                          text,
                          "`" + operation + "`",
                          alike.size() == 1 ? "all" : String.join(", ", same),
                          cells));
            });
    for (int i = 0; i < reasons.size(); i++) {
      text.append(i == 0 ? "\n" : "")
          .append(i + 1)
          .append(". ")
          .append(reasons.get(i))
          .append('\n');
    }
    return text.toString();
  }

  private static Map<String, Map<String, Map<String, VerificationRecord>>> byOperation(
      RunRecord run) {
    Map<String, Map<String, Map<String, VerificationRecord>>> byOperation = new LinkedHashMap<>();
    for (VerificationRecord v : run.verifications()) {
      if (!OperationText.composites().contains(v.operation())) {
        byOperation
            .computeIfAbsent(v.operation(), operation -> new LinkedHashMap<>())
            .computeIfAbsent(v.direction(), direction -> new LinkedHashMap<>())
            .put(v.backend(), v);
      }
    }
    return byOperation;
  }

  private static void line(
      StringBuilder text, String operation, String direction, List<String> cells) {
    text.append("| ").append(operation).append(" | ").append(direction).append(" | ");
    text.append(String.join(" | ", cells)).append(" |\n");
  }

  private static String cell(@Nullable VerificationRecord v, List<String> reasons) {
    if (v == null) {
      return Numbers.NONE;
    }
    OutcomeCounts outcomes = v.outcomes();
    int unsupported = outcomes.of(Outcome.UNSUPPORTED);
    if (unsupported == v.tries()) {
      return "unsupported: " + String.join("; ", v.unsupported().keySet());
    }
    List<String> parts = new ArrayList<>();
    if (v.isWrong()) {
      parts.add("**failed**");
    } else if (outcomes.of(Outcome.KNOWN) > 0) {
      parts.add(
          "known: "
              + v.known().keySet().stream()
                  .map(id -> "*" + id + "*")
                  .collect(Collectors.joining(", ")));
    } else {
      parts.add("passed");
    }
    for (String reason : v.unsupported().keySet()) {
      if (!reasons.contains(reason)) {
        reasons.add(reason);
      }
      parts.add("<sup>" + (reasons.indexOf(reason) + 1) + "</sup>");
    }
    return String.join(" ", parts);
  }
}
