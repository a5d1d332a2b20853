package dev.assay.reports.render;

import dev.assay.bench.RoofProblem.Kind;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reports.compare.Timed;
import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.Metric;
import dev.assay.reports.record.RoofRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.WholeNetworkRecord;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The limits of the machine that a run measured.
 *
 * @param all products in float32 first, then by number of threads, the fewest first; empty in runs
 *     that did not measure any
 * @param threads how many threads each backend said it computes layers with, by its name; where it
 *     cannot tell, how many it was asked to
 * @param precisions of products, as each backend declares, by its name
 */
record Roofs(
    List<Roof> all, Map<String, Integer> threads, Map<String, ProductPrecision> precisions) {

  static Roofs of(RunRecord run) {
    Map<String, ProductPrecision> precisions =
        run.backends().stream()
            .collect(
                Collectors.toMap(
                    BackendRecord::name, backend -> ProductPrecision.parse(backend.products())));
    return new Roofs(
        conditions(run, precisions).stream()
            .map(condition -> condition.roof(run.roofs(), precisions))
            .toList(),
        run.backends().stream()
            .filter(backend -> backend.usualThreads() > 0)
            .collect(Collectors.toMap(BackendRecord::name, BackendRecord::usualThreads)),
        precisions);
  }

  /** Under which matrices were multiplied. */
  private static SortedSet<Condition> conditions(
      RunRecord run, Map<String, ProductPrecision> precisions) {
    return run.roofs().stream()
        .filter(roof -> roof.kind() == Kind.MATRIX_PRODUCT)
        .map(roof -> new Condition(precision(precisions, roof.backend()), roof.threads()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What a limit depends on. */
  private record Condition(ProductPrecision precision, int threads)
      implements Comparable<Condition> {
    private static final Comparator<Condition> ORDER =
        Comparator.comparing(Condition::precision).thenComparing(Condition::threads);

    @Override
    public int compareTo(Condition other) {
      return ORDER.compare(this, other);
    }

    Roof roof(List<RoofRecord> all, Map<String, ProductPrecision> precisions) {
      Map<Kind, RoofRecord> best = new EnumMap<>(Kind.class);
      for (RoofRecord roof : all) {
        // Memory is as fast whatever is multiplied.
        if (roof.threads() == threads
            && roof.rate() != null
            && (roof.kind() == Kind.STREAM
                || Roofs.precision(precisions, roof.backend()) == precision)) {
          best.merge(roof.kind(), roof, Roofs::faster);
        }
      }
      return new Roof(threads, precision, best);
    }
  }

  /** The loop in plain Java is no backend; it multiplies in float32. */
  private static ProductPrecision precision(
      Map<String, ProductPrecision> precisions, String backend) {
    return precisions.getOrDefault(backend, ProductPrecision.F32);
  }

  private static RoofRecord faster(RoofRecord a, RoofRecord b) {
    return value(a.rate()) >= value(b.rate()) ? a : b;
  }

  private static double value(@Nullable Metric rate) {
    return Objects.requireNonNull(rate).value();
  }

  /** Those of which all limits are known. */
  private Stream<Roof> whole() {
    return all.stream().filter(Roof::isWhole);
  }

  /** That of as many threads as layers were timed with, or else of the most; empty if not whole. */
  Optional<Roof> usual() {
    int most = threads.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return whole()
        .filter(roof -> roof.threads() == most)
        .findFirst()
        .or(
            () ->
                whole()
                    .min(
                        Comparator.comparing(Roof::precision)
                            .thenComparing(Roof::threads, Comparator.reverseOrder())));
  }

  /** Whether a result is a limit. */
  boolean isBest(RoofRecord result) {
    return all.stream().anyMatch(roof -> result.equals(roof.best().get(result.kind())));
  }

  /** What limits the layers of a backend; empty if not all of it is known. */
  Optional<Roof> of(String backend) {
    return whole()
        .filter(roof -> Objects.equals(roof.threads(), threads.get(backend)))
        .filter(roof -> roof.precision() == precision(precisions, backend))
        .findFirst();
  }

  /** How much of what is possible a right result reaches; empty if that is not known. */
  OptionalDouble share(MeasurementRecord measurement) {
    return Timed.usable(measurement).stream()
        .flatMapToDouble(
            timing ->
                of(measurement.backend()).stream()
                    .mapToDouble(
                        roof ->
                            roof.share(measurement.flops(), measurement.bytes(), timing.median())))
        .findFirst();
  }

  /** The share of the arithmetic limit that training reaches; empty if that is not known. */
  OptionalDouble share(WholeNetworkRecord training) {
    Double rate = training.gflopsPerSecond();
    return rate == null || Timed.usable(training).isEmpty()
        ? OptionalDouble.empty()
        : all.stream()
            .filter(roof -> roof.threads() == training.threads())
            .filter(roof -> roof.precision() == precision(precisions, training.backend()))
            .flatMap(roof -> roof.limit(Kind.MATRIX_PRODUCT).stream())
            .mapToDouble(peak -> rate / peak.value())
            .findFirst();
  }
}
