package dev.assay.reports.record;

/**
 * What the text of a problem begins with.
 *
 * @param direction {@code forward} where it is left out
 */
record ProblemWords(String operation, String direction) {
  static ProblemWords of(String problem) {
    String[] words = problem.split(" ", 3);
    boolean says = words.length > 1 && words[1].matches("forward|backward.*");
    return new ProblemWords(words[0], says ? words[1] : "forward");
  }
}
