package dev.assay.reports.images;

/**
 * Learning rates that come down in stairs: after each so many steps, the rate is multiplied by a
 * factor.
 *
 * @param steps of a stair
 */
public record RateSchedule(double factor, int steps) {

  /** The rate stays as it is. */
  public static final RateSchedule CONSTANT = new RateSchedule(1, Integer.MAX_VALUE);

  /**
   * A schedule as it is typed: {@code 0.1@200}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static RateSchedule parse(String text) {
    int at = text.indexOf('@');
    try {
      RateSchedule schedule =
          new RateSchedule(
              Double.parseDouble(text.substring(0, Math.max(0, at))),
              Integer.parseInt(text.substring(at + 1)));
      if (schedule.factor > 0 && schedule.factor <= 1 && schedule.steps > 0) {
        return schedule;
      }
    } catch (NumberFormatException e) {
      // The same is wrong with it.
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no schedule; use FACTOR@STEPS, such as 0.1@200, with a factor up to 1");
  }

  /** What the first rate is multiplied by in a step, counted from 0. */
  double factor(int step) {
    int stairs = step / steps;
    return Math.pow(factor, stairs);
  }
}
