package dev.assay.reports.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of something, as it is typed: {@code 2%}, {@code 0.5%}.
 *
 * @param value 1 for all of it
 */
record Share(double value) {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,4}(?:\\.[0-9]{1,4})?)\\s?%");
  private static final double PERCENT = 0.01;

  /**
   * Parses a share of more than nothing, and of all at most.
   *
   * @throws IllegalArgumentException if it is none, with the remedy
   */
  static Share parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    double value = matcher.matches() ? PERCENT * Double.parseDouble(matcher.group(1)) : 0;
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException("no share '" + text + "'; use one such as 2% or 0.5%");
    }
    return new Share(value);
  }
}
