package dev.assay.reports.render;

import dev.assay.reports.compare.Difference;
import dev.assay.reports.history.BackendDigest;
import dev.assay.reports.history.SpeedEvent;
import java.util.List;
import java.util.stream.Collectors;

/** What reports of a history say, in words. */
final class HistoryWords {
  private static final int MOST_VERSIONS = 4;

  private HistoryWords() {}

  /** {@code layers, 61 of 70 problems: 5.2 % slower (time × 1.052, 1.049–1.056)}. */
  static String speed(SpeedEvent event) {
    return subject(event)
        + ": "
        + Numbers.change(event.ratio())
        + " (time × "
        + Numbers.ratio(event.ratio())
        + (event.low() == event.high() ? "" : ", ")
        + Numbers.interval(event.low(), event.high(), Numbers::ratio)
        + ")";
  }

  static String subject(SpeedEvent event) {
    String count = Numbers.count(event.problems().size()) + " of " + Numbers.count(event.of());
    return event.subject() + (event.of() > 1 ? ", " + count + " problems" : "");
  }

  /** {@code ND4J: 1.0.0-beta7 → 1.0.0-M2.1; kernel: 6.1 → 6.2}. */
  static String versions(List<Difference> versions) {
    String first =
        versions.stream()
            .limit(MOST_VERSIONS)
            .map(Difference::toString)
            .collect(Collectors.joining("; "));
    return versions.size() > MOST_VERSIONS
        ? first + "; " + (versions.size() - MOST_VERSIONS) + " more"
        : first;
  }

  /** What was upgraded then. */
  static String cause(SpeedEvent event) {
    if (!event.versions().isEmpty()) {
      return "with " + versions(event.versions());
    }
    return event.nearby().isEmpty()
        ? "with no known change of versions"
        : "shortly before or after: " + versions(event.nearby());
  }

  /** {@code 3 results wrong}, {@code right}. */
  static String correctness(BackendDigest backend) {
    return backend.wrong() == 0
        ? backend.correctness().words()
        : backend.wrong() == 1
            ? "1 result wrong"
            : Numbers.count(backend.wrong()) + " results wrong";
  }
}
