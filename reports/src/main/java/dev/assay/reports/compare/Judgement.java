package dev.assay.reports.compare;

/** What a ratio of times says. */
public enum Judgement {
  /** The head takes more time, beyond doubt. */
  SLOWER("▼", "slower"),
  /** The head takes less time, beyond doubt. */
  FASTER("▲", "faster"),
  /** No difference was seen, and one that matters would have been. */
  SAME("=", "same"),
  /** No difference was seen, but one that matters might have been missed. */
  INCONCLUSIVE("?", "inconclusive");

  private final String mark;
  private final String word;

  Judgement(String mark, String word) {
    this.mark = mark;
    this.word = word;
  }

  public String mark() {
    return mark;
  }

  public String word() {
    return word;
  }
}
