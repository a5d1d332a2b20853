package dev.assay.reports.render;

import dev.assay.reports.compare.Timed;
import dev.assay.reports.record.Layers;
import dev.assay.reports.record.MeasurementRecord;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How fast a backend is beside the fastest: the geometric mean, over the networks of which it and
 * another backend computed all layers rightly, of the best total time over its own. In a total a
 * layer counts as often as its network has it, so that no small layer weighs as much as a large
 * one; a network timed with two batch sizes is two. 1 means fastest on every network.
 *
 * @param relative at most 1; null if there is nothing to compare
 * @param networks over how many networks
 * @param timed how many networks the run has layers of that kind of
 */
record Speed(@Nullable Double relative, int networks, int timed) {

  static final Predicate<MeasurementRecord> FORWARD = MeasurementRecord::isForward;
  static final Predicate<MeasurementRecord> GRADIENT = FORWARD.negate();

  static Speed of(
      String backend, List<MeasurementRecord> measurements, Predicate<MeasurementRecord> kind) {
    Collection<List<MeasurementRecord>> networks =
        measurements.stream().filter(kind).collect(Collectors.groupingBy(Layers::of)).values();
    double[] logarithms =
        networks.stream()
            .flatMapToDouble(network -> relative(backend, totals(network)).stream())
            .map(Math::log)
            .toArray();
    OptionalDouble mean = Arrays.stream(logarithms).average();
    return new Speed(
        mean.isPresent() ? Math.exp(mean.getAsDouble()) : null, logarithms.length, networks.size());
  }

  private static OptionalDouble relative(String backend, Map<String, Double> totals) {
    Double own = totals.get(backend);
    return own == null || totals.size() < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(Collections.min(totals.values()) / own);
  }

  /** Seconds for all layers of a network, of each backend that has a time of every one of them. */
  private static Map<String, Double> totals(List<MeasurementRecord> network) {
    long layers = network.stream().map(m -> List.of(m.layer(), m.problem())).distinct().count();
    Map<String, Double> totals = new HashMap<>();
    network.stream()
        .filter(layer -> Timed.usable(layer).isPresent())
        .collect(Collectors.groupingBy(MeasurementRecord::backend))
        .forEach(
            (backend, timed) -> {
              if (timed.size() == layers) {
                totals.put(backend, timed.stream().mapToDouble(Speed::seconds).sum());
              }
            });
    return totals;
  }

  private static double seconds(MeasurementRecord layer) {
    return layer.count() * Objects.requireNonNull(layer.timing()).median();
  }

  /** {@code 0.92×}. */
  public String text() {
    return relative == null ? Numbers.NONE : Numbers.times(relative);
  }

  /** Per cent, for a bar. */
  public long percent() {
    return relative == null ? 0 : Math.round(100 * relative);
  }

  /** Says so if not all networks are in it. */
  public String note() {
    return relative == null || networks == timed ? "" : networks + " of " + timed + " networks";
  }
}
