package dev.assay.reports.render;

import dev.assay.reports.compare.Comparison;
import dev.assay.reports.compare.Conclusion;
import dev.assay.reports.compare.Difference;
import dev.assay.reports.compare.Judgement;
import dev.assay.reports.compare.Scope.Level;
import dev.assay.reports.compare.SpeedChange;
import dev.assay.reports.compare.VerdictChange;
import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.record.RunJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What all reports say of a comparison, made once.
 *
 * @param bad changes of verdicts that a gate must not let pass
 * @param otherwise the other changes of verdicts
 * @param totals how each backend's times changed as a whole
 * @param families by operation and direction, what changed first
 * @param problems one by one, what changed first
 */
record ComparisonReport(
    Comparison comparison,
    List<VerdictChange> bad,
    List<VerdictChange> otherwise,
    List<SpeedRow> totals,
    List<SpeedRow> families,
    List<SpeedRow> problems)
    implements Presentation {

  private static final Page PAGE =
      new Page(
          "comparison.html.peb",
          List.of("tables.css", "comparison.css"),
          List.of("tables.js", "page.js"));

  /** A drawing shows at least changes up to this ratio. */
  private static final double NARROWEST = 1.1;

  /** What lies further out is drawn at the edge, so that the rest can be told apart. */
  private static final double WIDEST = 2;

  static ComparisonReport of(Comparison comparison) {
    return new ComparisonReport(
        comparison,
        comparison.verdicts().changes().stream().filter(c -> c.kind().isBad()).toList(),
        comparison.verdicts().changes().stream().filter(c -> !c.kind().isBad()).toList(),
        rows(comparison, Level.TOTAL),
        rows(comparison, Level.FAMILY),
        rows(comparison, Level.PROBLEM));
  }

  /**
   * Writes {@code comparison.json}, {@code comparison.md}, {@code junit.xml} and {@code
   * index.html}.
   */
  @Override
  public Path write(OutputFolder folder) {
    Map<String, Object> values = Map.of("report", this);
    folder.write("comparison.json", RunJson.print(comparison));
    folder.write("comparison.md", Markdown.fill("comparison.md.peb", values));
    folder.write("junit.xml", ComparisonJUnit.print(this));
    return folder.write("index.html", PAGE.fill(values));
  }

  @Override
  public String summary(boolean styled) {
    return ComparisonSummary.render(this, styled);
  }

  private static List<SpeedRow> rows(Comparison comparison, Level level) {
    List<SpeedChange> changes = comparison.speeds().of(level);
    double furthest =
        changes.stream()
            .flatMap(c -> Stream.of(c.ratio(), c.high(), 1 / c.ratio(), 1 / c.low()))
            .max(Comparator.naturalOrder())
            .orElse(NARROWEST);
    double widest = Math.max(NARROWEST, Math.min(WIDEST, furthest));
    Comparator<SpeedRow> order =
        Comparator.comparing((SpeedRow row) -> row.change().judgement())
            .thenComparing(row -> -row.change().ratio());
    Stream<SpeedRow> rows = changes.stream().map(change -> new SpeedRow(change, widest));
    return (level == Level.TOTAL ? rows : rows.sorted(order)).toList();
  }

  /** {@code djl-pytorch compared with dl4j, in run X}; {@code Y compared with X}. */
  public String subject() {
    String pairs =
        comparison.pairs().stream()
            .map(pair -> pair.head() + " compared with " + pair.base())
            .collect(Collectors.joining(", "));
    if (!comparison.sameRun()) {
      String runs = comparison.head() + " compared with " + comparison.base();
      return pairs.isEmpty() ? runs : runs + ": " + pairs;
    }
    return pairs.isEmpty()
        ? comparison.head() + " compared with itself"
        : pairs + ", in run " + comparison.head();
  }

  /** {@code regressed}; of times no more than was compared. */
  public String verdict() {
    if (comparison.conclusion() == Conclusion.FINE && totals.isEmpty()) {
      return "nothing became wrong; no times were compared";
    }
    if (comparison.conclusion() == Conclusion.INCONCLUSIVE && isOfSpeedsOfMachines()) {
      return "inconclusive: speeds are not judged, since the runs differ in " + differing();
    }
    return comparison.conclusion().words();
  }

  /** Whether there are speeds, but no judgement of them. */
  boolean isOfSpeedsOfMachines() {
    return comparison.ofMachines() && !totals.isEmpty();
  }

  /** {@code frequency governor, turbo}. */
  private String differing() {
    return comparison.differences().machine().stream()
        .map(Difference::name)
        .collect(Collectors.joining(", "));
  }

  public Tone tone() {
    return switch (comparison.conclusion()) {
      case FINE -> Tone.GOOD;
      case INCONCLUSIVE -> Tone.QUIET;
      case REGRESSED, WRONG -> Tone.BAD;
    };
  }

  /** The comparison in a few sentences. */
  public List<String> headline() {
    List<String> sentences = new ArrayList<>();
    long wrong = bad.stream().filter(c -> c.kind().consequence() == Conclusion.WRONG).count();
    if (wrong > 0) {
      sentences.add(
          wrong == 1
              ? "One result is wrong that was not wrong before."
              : wrong + " results are wrong that were not wrong before.");
    }
    if (bad.size() > wrong) {
      long others = bad.size() - wrong;
      sentences.add(
          others == 1
              ? "One thing is less precise than before, gone or no longer refused."
              : others + " things are less precise than before, gone or no longer refused.");
    }
    if (!comparison.isWhole()) {
      sentences.add(
          "The run to judge did not finish: nothing is known of what it did not get to."
              + (comparison.headGoesOn() ? " './assay continue' goes on with it." : ""));
    }
    if (bad.isEmpty()) {
      sentences.add(
          comparison.verdicts().compared() == 0
              ? "The runs verified nothing in common."
              : "Nothing became wrong: both runs say the same of "
                  + Numbers.count(comparison.verdicts().compared())
                  + " results"
                  + (otherwise.isEmpty() ? "." : ", or nothing worse."));
    }
    totals.forEach(row -> sentences.add(sentence(row)));
    return sentences;
  }

  private static String sentence(SpeedRow row) {
    SpeedChange change = row.change();
    String subject = change.scope().backend() + ", " + row.label() + ": ";
    String numbers =
        " (time × "
            + row.ratio()
            + Numbers.named(change.low(), change.high(), Numbers::ratio)
            + "; ";
    return subject + row.words() + numbers + noise(row) + ").";
  }

  private static String noise(SpeedRow row) {
    if (row.change().judgement() != Judgement.INCONCLUSIVE || !row.onAverage().isEmpty()) {
      return "noise " + row.floor();
    }
    return Double.isInfinite(row.change().floor())
        ? "too few rounds to know the noise"
        : "a change within " + row.floor() + " would not show";
  }

  /** Why nothing can be said of some backends; empty if something can of all. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (!comparison.absent().isEmpty()) {
      missing.add(
          "The base has results of %s, the head has none."
              .formatted(String.join(", ", comparison.absent())));
    }
    List<String> untimed = comparison.speeds().untimed();
    if (!untimed.isEmpty()) {
      missing.add(
          "The base timed %s, but no time of it is in both runs: nothing is known of its speed."
              .formatted(String.join(", ", untimed)));
    }
    return missing;
  }

  /** What a reader must know before trusting the comparison. */
  public List<String> caveats() {
    List<String> caveats = new ArrayList<>(missing());
    if (isOfSpeedsOfMachines()) {
      caveats.add(
          "The runs are of different machines, devices or numbers of threads: speeds compare those,"
              + " and nothing slower is called a regression. Results are compared all the same.");
    }
    if (!comparison.differences().problems().isEmpty()) {
      caveats.add(
          "The runs tried other random problems ("
              + comparison.differences().problems().get(0)
              + "): what one of them found, the other may have missed. The same --seed tries the"
              + " same.");
    }
    if (comparison.speeds().changes().stream().anyMatch(change -> !change.floorMeasured())) {
      caveats.add(
          "How much runs differ by chance was not measured for all of this on this machine; where a"
              + " floor is marked ~, it is estimated from the rounds of each run. 'assay calibrate'"
              + " measures it.");
    }
    return caveats;
  }

  /** How many problems came out how: {@code 3 slower, 67 the same}. */
  public String counts(List<SpeedRow> rows) {
    return Stream.of(Judgement.values())
        .map(
            judgement ->
                rows.stream().filter(row -> row.change().judgement() == judgement).count()
                    + " "
                    + judgement.word())
        .reduce((a, b) -> a + ", " + b)
        .orElse("");
  }

  /** What was in one of the runs only; empty if nothing was. */
  public String alone() {
    List<String> parts = new ArrayList<>();
    addAlone(parts, comparison.verdicts().onlyBase(), "results", "base");
    addAlone(parts, comparison.verdicts().onlyHead(), "results", "head");
    addAlone(parts, comparison.speeds().onlyBase(), "speeds", "base");
    addAlone(parts, comparison.speeds().onlyHead(), "speeds", "head");
    if (comparison.speeds().early() > 0) {
      parts.add(
          Numbers.count(comparison.speeds().early())
              + " speeds of a backend that returned before the card was done");
    }
    return parts.isEmpty() ? "" : "Not compared: " + String.join(", ", parts) + ".";
  }

  private static void addAlone(List<String> parts, int count, String what, String where) {
    if (count > 0) {
      parts.add(Numbers.count(count) + " " + what + " of the " + where + " alone");
    }
  }

  public String threshold() {
    return Numbers.deviation(comparison.threshold());
  }
}
