package dev.assay.reports.compare;

/**
 * Something about which two runs differ, beside their results.
 *
 * @param name what it is
 * @param before in the base; empty if it is not known or not there
 * @param after in the head; likewise
 */
public record Difference(String name, String before, String after) {
  @Override
  public String toString() {
    return name + ": " + shown(before) + " → " + shown(after);
  }

  private static String shown(String value) {
    return value.isEmpty() ? "unknown" : value;
  }
}
