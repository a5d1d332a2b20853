package dev.assay.reports.compare;

import java.util.Locale;

/**
 * What a ratio of times is about.
 *
 * @param backend its name
 * @param name of the total or family, or the problem's text
 */
public record Scope(String backend, Level level, String name) {

  /** How much of what a backend was timed with. */
  public enum Level {
    /** All layers, or all training steps. */
    TOTAL,
    /** One operation in one direction, or the training of one network. */
    FAMILY,
    /** One problem. */
    PROBLEM;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
