package dev.assay.reports.render;

import dev.assay.reports.record.ElementRecord;
import dev.assay.reports.record.FindingRecord;
import dev.assay.verify.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A finding as the reports show it.
 *
 * @param anchor where it is in the page; empty of news, which nothing leads to one by one
 */
record FindingView(FindingRecord finding, String anchor) {

  /** One that nothing leads to. */
  FindingView(FindingRecord finding) {
    this(finding, "");
  }

  /** News first, what is known last; otherwise as they were met. */
  static List<FindingView> of(List<FindingRecord> findings) {
    Map<String, Integer> met = new HashMap<>();
    return findings.stream()
        .map(finding -> new FindingView(finding, anchor(finding, met)))
        .sorted(Comparator.comparing(FindingView::sign))
        .toList();
  }

  /** One divergence may be shown by several problems. */
  private static String anchor(FindingRecord finding, Map<String, Integer> met) {
    FindingRecord.Divergence known = finding.known();
    if (known == null || finding.outcome() != Outcome.KNOWN) {
      return "";
    }
    String first = Anchors.known(finding.backend(), known.id());
    int number = met.merge(first, 1, Integer::sum);
    return number == 1 ? first : first + "-" + number;
  }

  public Sign sign() {
    return Sign.of(finding.outcome());
  }

  /** The smallest problem that shows it. */
  public String smallest() {
    return Objects.requireNonNullElse(finding.shrunk(), finding.problem());
  }

  /** The problem it was first met with, if that is another one. */
  public @Nullable String original() {
    return smallest().equals(finding.problem()) ? null : finding.problem();
  }

  /** {@code gradient of weights [0, 1, 2, 2]}. */
  public String place() {
    ElementRecord element = Objects.requireNonNull(finding.element());
    return element.result()
        + " "
        + (element.shape().isEmpty() ? "#" + element.index() : element.position());
  }

  /** Expected and actual value, bound and share; empty if no element was compared. */
  public List<Fact> element() {
    ElementRecord element = finding.element();
    if (element == null) {
      return List.of();
    }
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("at", place()));
    facts.add(new Fact("expected", Numbers.element(element.expected())));
    facts.add(new Fact("actual", Numbers.element(element.actual())));
    facts.add(
        new Fact("bound", element.bound() == 0 ? "0 (exact)" : Numbers.measured(element.bound())));
    facts.add(new Fact("error / bound", Numbers.share(element.share())));
    return facts;
  }

  /** Where the known divergence is explained, as far as a browser may be sent there. */
  public List<UpstreamLink> links() {
    return finding.known() == null
        ? List.of()
        : finding.known().links().stream()
            .filter(link -> link.matches("https?://\\S+"))
            .map(UpstreamLink::new)
            .toList();
  }

  /** What results count as the known divergence; empty if the run does not tell. */
  public String symptoms() {
    return finding.known() == null ? "" : String.join("; ", finding.known().symptoms());
  }

  /** What to copy: the problem, the command, the log. */
  public String details() {
    StringBuilder text = new StringBuilder();
    text.append("smallest problem: ").append(smallest()).append('\n');
    if (original() != null) {
      text.append("first met as:     ").append(original()).append('\n');
    }
    text.append("reproduce:        ").append(finding.reproduce()).append('\n');
    if (finding.log() != null) {
      text.append('\n').append(finding.log()).append('\n');
    }
    return text.toString();
  }

  /** {@code 3 tries}; empty of a pinned counterexample, which is always tried. */
  public String occurrences() {
    if (finding.known() != null) {
      return "";
    }
    return finding.occurrences() == 1 ? "1 try" : Numbers.count(finding.occurrences()) + " tries";
  }
}
