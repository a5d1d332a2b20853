package dev.assay.reports.render;

import dev.assay.reports.record.Reproducer;
import dev.assay.reports.record.RoofRecord;
import dev.assay.reports.record.RunRecord;
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

  /** A text that nothing repeats. */
  static Details of(String text) {
    return new Details(text, List.of());
  }

  /** A text of those lines that are not empty. */
  static Details of(Stream<String> lines, List<Fact> commands) {
    return new Details(
        lines.filter(line -> !line.isEmpty()).collect(Collectors.joining("\n")), commands);
  }

  /** Of what a backend made of a limit of the machine. */
  static Details of(RunRecord run, RoofRecord roof) {
    return of(
        Stream.concat(
            Stream.of(
                roof.problem(),
                "on " + Numbers.threads(roof.threads()) + ": " + Sign.of(roof.outcome()).word(),
                roof.message() == null ? "" : roof.message()),
            TimingLines.of(roof.timing())),
        // The loop in plain Java is no backend.
        run.startedBackends().contains(roof.backend())
            ? List.of(
                new Fact(
                    "verify again",
                    Reproducer.of(run, roof.backend(), roof.threads()).problem(roof.problem())))
            : List.of());
  }

  /** Whether there is anything to show. */
  public boolean isEmpty() {
    return text.isEmpty() && commands.isEmpty();
  }
}
