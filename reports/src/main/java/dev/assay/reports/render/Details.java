package dev.assay.reports.render;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a number of a page rests on; shown to those who point at it or press it.
 *
 * @param text in lines
 * @param commands that repeat it, by what they do; empty where there is none
 */
record Details(String text, List<Fact> commands) {
  static final Details NONE = new Details("", List.of());

  Details {
    commands = List.copyOf(commands);
  }

  /** A text of those lines that are not empty. */
  static Details of(Stream<String> lines, List<Fact> commands) {
    return new Details(
        lines.filter(line -> !line.isEmpty()).collect(Collectors.joining("\n")), commands);
  }

  /** Whether there is nothing to show. */
  public boolean isEmpty() {
    return text.isEmpty() && commands.isEmpty();
  }
}
