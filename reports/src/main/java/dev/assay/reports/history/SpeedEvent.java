package dev.assay.reports.history;

import dev.assay.reports.compare.Difference;
import dev.assay.reports.compare.TimedProblem;
import java.util.List;

/**
 * Something became slower or faster at a run.
 *
 * @param at number of the first run at the new level
 * @param subject {@code layers}, {@code conv2d backward}
 * @param ratio of times, after over before: above 1 is slower; the geometric mean where it is about
 *     several
 * @param low lower end of its 95 % interval; of all intervals where it is about several
 * @param high upper end
 * @param problems those that step there
 * @param of how many problems there are in all
 * @param versions what was upgraded at that run; empty if nothing was
 * @param nearby what was upgraded a few runs before or after, if nothing was at that run: where a
 *     step is small, its place is not certain
 */
public record SpeedEvent(
    int at,
    String subject,
    double ratio,
    double low,
    double high,
    List<Step> problems,
    int of,
    List<Difference> versions,
    List<Difference> nearby) {

  /** How a problem's time changed. */
  public record Step(TimedProblem problem, double ratio) {}

  public boolean isSlower() {
    return ratio > 1;
  }
}
