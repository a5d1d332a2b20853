package dev.assay.reports.recommend;

/** Why nobody can tell how sure a ranking is. */
public enum Doubt {
  /**
   * Its times may be of several runs, whose rounds did not take turns: a slow spell of the machine
   * hits one backend and spares the other, and no resampling of rounds shows it.
   */
  MERGED_RUNS("merged runs", "the rounds of merged runs may not have taken turns"),
  /** How much rounds differ is hardly known, and with one round not at all. */
  FEW_ROUNDS(
      "so few rounds", "not all have " + Recommendation.FEWEST_ROUNDS + " rounds that count");

  private final String words;
  private final String reason;

  Doubt(String words, String reason) {
    this.words = words;
    this.reason = reason;
  }

  /** What the ranking is by: {@code so few rounds}. */
  public String words() {
    return words;
  }

  /** Why that may be chance. */
  public String reason() {
    return reason;
  }
}
