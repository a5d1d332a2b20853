package dev.assay.reports.render;

import dev.assay.reports.compare.Comparison;
import dev.assay.reports.compare.Judgement;
import dev.assay.reports.compare.VerdictChange;
import dev.assay.reports.render.JUnitXml.Case;
import dev.assay.reports.render.JUnitXml.Remark;
import dev.assay.reports.render.JUnitXml.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A comparison as JUnit XML: a case for each verdict that changed and for each ratio of times. What
 * a gate must not let pass is a failure, what is inconclusive is skipped.
 */
final class ComparisonJUnit {
  private final ComparisonReport report;

  private ComparisonJUnit(ComparisonReport report) {
    this.report = report;
  }

  static String print(ComparisonReport report) {
    ComparisonJUnit junit = new ComparisonJUnit(report);
    Comparison comparison = report.comparison();
    return JUnitXml.print(
        "assay compare " + comparison.base() + " " + comparison.head(),
        List.of(junit.suite("verdicts", junit.verdicts()), junit.suite("speeds", junit.speeds())));
  }

  private Suite suite(String name, List<Case> cases) {
    return new Suite(name, "", "", cases);
  }

  private List<Case> verdicts() {
    List<Case> cases = new ArrayList<>();
    Comparison comparison = report.comparison();
    cases.add(new Case("all", comparison.verdicts().unchanged() + " unchanged", null));
    comparison.verdicts().changes().forEach(c -> cases.add(of(c)));
    return cases;
  }

  private static Case of(VerdictChange c) {
    String message = c.kind().word() + ": " + c.before() + " → " + c.after();
    return new Case(
        c.backend(),
        c.subject(),
        c.kind().isBad()
            ? new Remark(Remark.Kind.FAILURE, c.kind().name(), message, c.reproduce())
            : null);
  }

  private List<Case> speeds() {
    Stream<Case> missing =
        report.missing().stream()
            .map(
                sentence ->
                    new Case(
                        "all", sentence, new Remark(Remark.Kind.SKIPPED, "MISSING", sentence, "")));
    Stream<Case> compared =
        Stream.of(report.totals(), report.families(), report.problems())
            .flatMap(List::stream)
            .map(
                row ->
                    new Case(
                        row.change().scope().backend() + "." + row.change().scope().level(),
                        row.problem().isEmpty() ? row.label() : row.label() + ": " + row.problem(),
                        remark(row)));
    return Stream.concat(missing, compared).toList();
  }

  private @Nullable Remark remark(SpeedRow row) {
    String message =
        row.words()
            + ": time × "
            + row.ratio()
            + Numbers.inBrackets(row.change().low(), row.change().high(), Numbers::ratio)
            + ", noise "
            + row.floor();
    Judgement judgement = row.change().judgement();
    if (report.isOfSpeedsOfMachines()) {
      return new Remark(Remark.Kind.SKIPPED, "OTHER_MACHINE", "not judged, " + message, "");
    }
    if (judgement == Judgement.SLOWER) {
      return new Remark(Remark.Kind.FAILURE, judgement.name(), message, "");
    }
    return judgement == Judgement.INCONCLUSIVE
        ? new Remark(Remark.Kind.SKIPPED, judgement.name(), message, "")
        : null;
  }
}
