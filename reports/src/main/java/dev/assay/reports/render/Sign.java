package dev.assay.reports.render;

import dev.assay.reports.record.OutcomeCounts;
import dev.assay.verify.Outcome;
import dev.assay.verify.threads.ThreadComparison.Agreement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How an outcome is shown: a letter, so that no report depends on colour, a word, and what it
 * means. In the order of what a reader must see first.
 */
enum Sign {
  FAILED(
      "F",
      "failed",
      "An element is outside its error bound, all errors together are those of a shorter arithmetic"
          + " than declared, a law is violated, the backend threw an exception for a valid problem,"
          + " or a second run gave other bits though its library promises the same."),
  CRASHED("C", "crashed", "The backend's process ended; the run went on with a new one."),
  TIMED_OUT("T", "timed out", "No answer before the deadline; the process was replaced."),
  UNEXPECTED_PASS(
      "X", "unexpected pass", "Passes though a known divergence says that it fails: look again."),
  ACCEPTED(
      "A",
      "accepted silently",
      "An invalid problem, computed without complaint: the result means nothing."),
  KNOWN("K", "known", "Fails just as one of the backend's known divergences says."),
  PASSED(
      "P",
      "passed",
      "Every element compared is within its error bound: all, or of a large problem a sample, with"
          + " a law that looks at all of them together, where there is one."),
  REJECTED("R", "rejected", "An invalid problem, refused with a clean error, as it should be."),
  MISTRUSTED(
      "M",
      "mistrusted",
      "Agreement that proves nothing, such as nothing but zeros or NaN on both sides; or a time too short"
          + " to have computed the results in, or taken with another number of threads than the"
          + " results were checked with, which is then not given."),
  UNSUPPORTED(
      "U",
      "unsupported",
      "The backend has no way to compute it, or the machine too little memory; never counted as"
          + " passed.");

  private final String letter;
  private final String word;
  private final String meaning;

  Sign(String letter, String word, String meaning) {
    this.letter = letter;
    this.word = word;
    this.meaning = meaning;
  }

  static Sign of(Outcome outcome) {
    return valueOf(outcome.name());
  }

  /** How alike the results on one thread and on several are. */
  static Sign of(Agreement agreement) {
    return switch (agreement) {
      case BITWISE, WITHIN_BOUND -> PASSED;
      case WRONG -> FAILED;
      case KNOWN -> KNOWN;
      case NO_RESULT -> UNSUPPORTED;
    };
  }

  /** The most important outcome of several; null if there is none. */
  static @Nullable Sign of(OutcomeCounts tally) {
    return tally.counts().keySet().stream()
        .map(Sign::of)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  static List<Sign> glossary() {
    return Arrays.asList(values());
  }

  public Outcome outcome() {
    return Outcome.valueOf(name());
  }

  public String letter() {
    return letter;
  }

  public String word() {
    return word;
  }

  public String meaning() {
    return meaning;
  }

  /** Name of its style in the page. */
  public String style() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
