package dev.assay.reports.compare;

import java.util.Locale;
import java.util.Objects;

/**
 * What a ratio of times is about.
 *
 * @param backend its name
 * @param name of the total or family, or the problem's text
 */
public record Scope(String backend, Level level, String name) {

  /** Random numbers of its own, the same in every process, which an enumeration's hash is not. */
  long seed() {
    return Objects.hash(backend, level.toString(), name);
  }

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
