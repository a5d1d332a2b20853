package dev.assay.reports.cli;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How durations are typed: {@code 90s}, {@code 10m}, {@code 2h}; seconds without a unit. */
final class DurationText {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})([smh]?)");

  private static final Map<String, Duration> UNITS =
      Map.of(
          "", Duration.ofSeconds(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1));

  private DurationText() {}

  /**
   * Parses a duration of more than nothing.
   *
   * @throws IllegalArgumentException if it is none, with the remedy
   */
  static Duration parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (matcher.matches()) {
      Duration unit = UNITS.getOrDefault(matcher.group(2), Duration.ZERO);
      Duration duration = unit.multipliedBy(Long.parseLong(matcher.group(1)));
      if (!duration.isZero()) {
        return duration;
      }
    }
    throw new IllegalArgumentException(
        "no duration '" + text + "'; use one such as 90s, 10m or 2h");
  }
}
