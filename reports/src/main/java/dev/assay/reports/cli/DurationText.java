package dev.assay.reports.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * How durations are typed: {@code 90s}, {@code 10m}, {@code 1h30m}; seconds without a unit. That is
 * ISO 8601 without what it begins with.
 */
final class DurationText {
  private DurationText() {}

  /**
   * Parses a duration of more than nothing.
   *
   * @throws IllegalArgumentException if it is none, with the remedy
   */
  static Duration parse(String text) {
    try {
      Duration duration = Duration.parse("PT" + text + (text.matches("[0-9]+") ? "s" : ""));
      if (duration.toSeconds() > 0) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // None, as is one of nothing.
    }
    throw new IllegalArgumentException(
        "no duration '" + text + "'; use one such as 90s, 10m or 2h");
  }
}
