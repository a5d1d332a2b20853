package dev.assay.reports.cli;

import dev.assay.bench.Settlement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a precision is typed: {@code 2%}, {@code 0.5%}. */
final class PrecisionText {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,4}(?:\\.[0-9]{1,4})?)\\s?%");
  private static final double PERCENT = 0.01;

  private PrecisionText() {}

  /**
   * Parses a precision of more than nothing.
   *
   * @throws IllegalArgumentException if it is none, with the remedy
   */
  static Settlement parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    double share = matcher.matches() ? PERCENT * Double.parseDouble(matcher.group(1)) : 0;
    if (!(share > 0)) {
      throw new IllegalArgumentException("no precision '" + text + "'; use one such as 2% or 0.5%");
    }
    return new Settlement(share);
  }
}
