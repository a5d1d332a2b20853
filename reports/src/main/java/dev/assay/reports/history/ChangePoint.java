package dev.assay.reports.history;

/**
 * Where a series steps to another level.
 *
 * @param at number of the first value at the new level
 * @param ratio of times, after over before: above 1 is slower (Hodges and Lehmann's estimate: the
 *     median over all pairs)
 * @param low lower end of its 95 % interval. It is for a step that is known to be there; of steps
 *     just large enough to be seen, those come first that chance made larger
 * @param high upper end
 * @param chance the probability of such a difference at this place without a step
 */
public record ChangePoint(int at, double ratio, double low, double high, double chance) {
  boolean isSlower() {
    return ratio > 1;
  }
}
