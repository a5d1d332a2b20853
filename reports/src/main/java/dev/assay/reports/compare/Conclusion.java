package dev.assay.reports.compare;

/** What a comparison comes to. The gravest of several counts. */
public enum Conclusion {
  /** Nothing got wrong and nothing got slower. */
  FINE(0, "nothing got wrong, nothing got slower"),
  /** Too noisy, or too little in common, for a change that matters to be seen. */
  INCONCLUSIVE(3, "inconclusive"),
  /** Something is slower, less precise or no longer there. */
  REGRESSED(1, "regressed"),
  /** A result is wrong that was right before. */
  WRONG(2, "wrong results");

  private final int exitCode;
  private final String words;

  Conclusion(int exitCode, String words) {
    this.exitCode = exitCode;
    this.words = words;
  }

  public int exitCode() {
    return exitCode;
  }

  public String words() {
    return words;
  }

  /** The graver of both. */
  Conclusion or(Conclusion other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
