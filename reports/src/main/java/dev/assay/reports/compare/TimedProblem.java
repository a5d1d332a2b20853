package dev.assay.reports.compare;

import dev.assay.reports.compare.Scope.Level;

/**
 * A problem that runs time.
 *
 * @param text the problem's text, with the number of threads where that was asked for
 * @param family {@code conv2d backward}
 * @param total {@code layers}, {@code training} or {@code inference}
 * @param label for people: {@code vgg16 conv3_1}
 */
public record TimedProblem(String text, String family, String total, String label) {
  /** Its name, or that of the family or total that it counts in. */
  public String name(Level level) {
    return switch (level) {
      case TOTAL -> total;
      case FAMILY -> family;
      case PROBLEM -> text;
    };
  }
}
