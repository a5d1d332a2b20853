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
    /** All layers, all training steps, or all inference. */
    TOTAL(0.5),
    /** One operation in one direction, or one network in training or in use. */
    FAMILY(0.25),
    /** One problem. */
    PROBLEM(0.25);

    /**
     * The chance of calling anything faster or slower by mistake in a whole comparison, or a whole
     * history.
     */
    public static final double MISTAKE = 0.01;

    /** Its part of that chance. */
    private final double part;

    Level(double part) {
      this.part = part;
    }

    /**
     * The chance of a mistake that is left for each one of this level (Bonferroni's correction).
     *
     * @param ofThisLevel how many of them are judged at once
     */
    public double mistake(long ofThisLevel) {
      return MISTAKE * part / ofThisLevel;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
