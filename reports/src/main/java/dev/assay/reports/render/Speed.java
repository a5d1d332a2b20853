package dev.assay.reports.render;

import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.Timing;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How fast a backend is beside the fastest: the geometric mean, over the problems that it computed
 * rightly and another backend did too, of the best time over its own. 1 means fastest everywhere.
 *
 * @param relative at most 1; null if there is nothing to compare
 * @param problems over how many problems
 * @param timed how many problems of this kind the run has
 */
record Speed(@Nullable Double relative, int problems, int timed) {

  static final Predicate<MeasurementRecord> FORWARD = MeasurementRecord::isForward;
  static final Predicate<MeasurementRecord> GRADIENT = FORWARD.negate();

  static Speed of(
      String backend, List<MeasurementRecord> measurements, Predicate<MeasurementRecord> kind) {
    Map<String, List<MeasurementRecord>> byProblem =
        measurements.stream()
            .filter(kind)
            .collect(Collectors.groupingBy(m -> m.network() + "/" + m.layer() + "/" + m.problem()));
    List<Double> logarithms =
        byProblem.values().stream()
            .map(rivals -> relative(backend, rivals))
            .filter(Objects::nonNull)
            .map(Math::log)
            .toList();
    if (logarithms.isEmpty()) {
      return new Speed(null, 0, byProblem.size());
    }
    double mean = logarithms.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    return new Speed(Math.exp(mean), logarithms.size(), byProblem.size());
  }

  private static @Nullable Double relative(String backend, List<MeasurementRecord> rivals) {
    List<MeasurementRecord> verified =
        rivals.stream().filter(m -> m.isVerified() && m.timing() != null).toList();
    if (verified.size() < 2) {
      return null;
    }
    double best =
        verified.stream().map(Speed::seconds).min(Comparator.naturalOrder()).orElseThrow();
    return verified.stream()
        .filter(m -> m.backend().equals(backend))
        .findFirst()
        .map(m -> best / seconds(m))
        .orElse(null);
  }

  private static double seconds(MeasurementRecord measurement) {
    Timing timing = Objects.requireNonNull(measurement.timing());
    return timing.median();
  }

  /** {@code 0.92×}. */
  public String text() {
    return relative == null ? Numbers.NONE : Numbers.times(relative);
  }

  /** Per cent, for a bar. */
  public long percent() {
    return relative == null ? 0 : Math.round(100 * relative);
  }

  /** Says so if not all problems are in it. */
  public String note() {
    return relative == null || problems == timed ? "" : problems + " of " + timed + " problems";
  }
}
