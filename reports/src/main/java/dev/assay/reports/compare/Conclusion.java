package dev.assay.reports.compare;

/** What a comparison comes to. The gravest of several counts. */
public enum Conclusion {
  /** Nothing became wrong and, if both have times, nothing became slower. */
  FINE("nothing became wrong or slower"),
  /** Too noisy, of different machines, or too little in common for what matters to be seen. */
  INCONCLUSIVE("inconclusive"),
  /** Something is slower, less precise or no longer there. */
  REGRESSED("regressed"),
  /** A result is wrong that was right before. */
  WRONG("wrong results");

  private final String words;

  Conclusion(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }

  /** The graver of both. */
  Conclusion or(Conclusion other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
