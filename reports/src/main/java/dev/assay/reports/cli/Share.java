package dev.assay.reports.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of something, as it is typed: {@code 5%}, {@code 0.05}.
 *
 * @param value above 0 and below 1
 */
record Share(double value) {
  private static final Pattern TEXT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) *(%?)");

  /**
   * Parses a share.
   *
   * @throws IllegalArgumentException if it is none, with the remedy
   */
  static Share parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (matcher.matches()) {
      double number = Double.parseDouble(matcher.group(1));
      double value = matcher.group(2).isEmpty() ? number : number / 100;
      if (value > 0 && value < 1) {
        return new Share(value);
      }
    }
    throw new IllegalArgumentException(
        "no share '" + text + "' between 0 and 1; use one such as 5% or 0.05");
  }
}
