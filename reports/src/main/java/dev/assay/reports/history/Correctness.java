package dev.assay.reports.history;

/** How a backend did in a run, all in all; the gravest last. */
public enum Correctness {
  NOT_VERIFIED("nothing verified"),
  RIGHT("right"),
  KNOWN("known divergences only"),
  NOT_STARTED("not started"),
  WRONG("wrong");

  private final String words;

  Correctness(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
