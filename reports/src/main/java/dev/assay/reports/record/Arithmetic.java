package dev.assay.reports.record;

import java.util.Objects;

/**
 * In which arithmetic something was computed, as far as its errors tell.
 *
 * @param name as {@link Precision#arithmetic}
 * @param median of the errors, as {@link Precision#median}
 * @param low at least this is the median error of half of all possible problems, as far as those
 *     that were tried tell
 * @param high at most this is it
 */
public record Arithmetic(String name, double median, double low, double high) {
  /** By how much median errors differ of which nobody can say that other problems made them. */
  private static final double CLEARLY = 4;

  public Arithmetic {
    Objects.requireNonNull(name, "name");
  }

  /**
   * Whether it is another one, with errors so much larger that it is no question of its limits, nor
   * of which problems were tried.
   */
  public boolean isCoarserThan(Arithmetic other) {
    return !name.equals(other.name) && median > CLEARLY * other.median && low > other.high;
  }
}
