package dev.assay.bench;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When a problem needs no further rounds.
 *
 * @param precision it is settled where its 95 % interval reaches no further than this share of the
 *     time to either side; not with fewer than four rounds that count
 */
public record Settlement(double precision) {
  /**
   * Two or three rounds are often alike by chance: of those that vary by 5 %, what three of them
   * settle to 2 % would lie within its interval in two cases of three only.
   */
  private static final int FEWEST_ROUNDS = 4;

  public Settlement {
    if (!(precision > 0)) {
      throw new IllegalArgumentException(
          "a precision of " + precision + " is never reached; it must be more than 0");
    }
  }

  /** What is not settled yet, the widest interval first. */
  public List<Measurement> unsettled(Collection<Measurement> measurements) {
    Map<Measurement, Double> widths = new LinkedHashMap<>();
    measurements.forEach(measurement -> widths.put(measurement, width(measurement)));
    return widths.entrySet().stream()
        .filter(entry -> entry.getValue() > precision)
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** How far the interval reaches from the time to the farther side, as a share of it. */
  private static double width(Measurement measurement) {
    if (measurement.calmRounds() < FEWEST_ROUNDS) {
      return Double.POSITIVE_INFINITY;
    }
    double seconds = measurement.seconds();
    return measurement
        .interval()
        .map(interval -> Math.max(interval.high() - seconds, seconds - interval.low()) / seconds)
        .orElse(Double.POSITIVE_INFINITY);
  }
}
