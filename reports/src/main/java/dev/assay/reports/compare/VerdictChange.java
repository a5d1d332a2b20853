package dev.assay.reports.compare;

/**
 * One difference between what two runs say of a backend's correctness.
 *
 * @param backend its name
 * @param subject what it is about
 * @param before what the base says of it
 * @param after what the head says of it
 * @param reproduce the command that shows it; empty where there is none
 */
public record VerdictChange(
    Kind kind, String backend, String subject, String before, String after, String reproduce) {

  /** What kind of change, the gravest first. */
  public enum Kind {
    BROKEN("wrong now", Conclusion.WRONG, "was not wrong before"),
    LOST(
        "gone",
        Conclusion.REGRESSED,
        "was there before; now some or all of it cannot be computed, or proves nothing"),
    COARSER("less precise", Conclusion.REGRESSED, "computed in a coarser arithmetic than before"),
    NO_LONGER_REFUSED(
        "no longer refused", Conclusion.REGRESSED, "an invalid problem that was refused cleanly"),
    NO_LONGER_SURVIVED(
        "dies of it now", Conclusion.REGRESSED, "an invalid problem that did no harm before"),
    STILL_WRONG("still wrong", Conclusion.FINE, "was wrong before, too"),
    DIVERGENCE_MET("known divergence", Conclusion.FINE, "was not met in the base"),
    DIVERGENCE_GONE("divergence gone", Conclusion.FINE, "its pinned counterexample passes now"),
    UNREPEATABLE("not repeatable", Conclusion.FINE, "second runs give other bits, unlike before"),
    OTHER_BITS("other bits", Conclusion.FINE, "within the bounds, but not the same as before"),
    REPAIRED("right now", Conclusion.FINE, "was wrong before"),
    FINER("more precise", Conclusion.FINE, "computed in a finer arithmetic than before"),
    SURVIVED("survived now", Conclusion.FINE, "an invalid problem that it died of before"),
    GAINED(
        "new",
        Conclusion.FINE,
        "some or all of it could not be computed before, or proved nothing");

    private final String word;
    private final Conclusion consequence;
    private final String meaning;

    Kind(String word, Conclusion consequence, String meaning) {
      this.word = word;
      this.consequence = consequence;
      this.meaning = meaning;
    }

    public String word() {
      return word;
    }

    /** What it makes of the comparison. */
    public Conclusion consequence() {
      return consequence;
    }

    public String meaning() {
      return meaning;
    }

    /** Whether it is for the worse, so that a gate must not let it pass. */
    public boolean isBad() {
      return consequence != Conclusion.FINE;
    }
  }
}
