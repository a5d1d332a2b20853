package dev.assay.reports.render;

import dev.assay.bench.RoofProblem.Kind;
import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.Metric;
import dev.assay.reports.record.RoofRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.Timing;
import dev.assay.reports.record.TrainingRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The limits of the machine that a run measured.
 *
 * @param all by number of threads, the fewest first; empty in runs that did not measure any
 * @param threads how many threads each backend said it computes layers with, by its name
 */
record Roofs(List<Roof> all, Map<String, Integer> threads) {

  static Roofs of(RunRecord run) {
    Map<Integer, Map<Kind, RoofRecord>> best = new TreeMap<>();
    for (RoofRecord roof : run.roofs()) {
      Map<Kind, RoofRecord> known =
          best.computeIfAbsent(roof.threads(), count -> new EnumMap<>(Kind.class));
      if (roof.rate() != null) {
        known.merge(roof.kind(), roof, Roofs::faster);
      }
    }
    List<Roof> all = new ArrayList<>();
    best.forEach((count, limits) -> all.add(new Roof(count, limits)));
    return new Roofs(
        all,
        run.backends().stream()
            .filter(backend -> backend.threads() > 0)
            .collect(Collectors.toMap(BackendRecord::name, BackendRecord::threads)));
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
        .or(() -> whole().reduce((fewer, more) -> more));
  }

  /** What limits the layers of a backend; empty if not all of it is known. */
  Optional<Roof> of(String backend) {
    return whole().filter(roof -> Objects.equals(roof.threads(), threads.get(backend))).findFirst();
  }

  /** How much of what is possible a right result reaches; empty if that is not known. */
  OptionalDouble share(MeasurementRecord measurement) {
    Timing timing = measurement.timing();
    return timing == null || !measurement.isVerified()
        ? OptionalDouble.empty()
        : of(measurement.backend()).stream()
            .mapToDouble(
                roof -> roof.share(measurement.flops(), measurement.bytes(), timing.median()))
            .findFirst();
  }

  /** The share of the arithmetic limit that training reaches; empty if that is not known. */
  OptionalDouble share(TrainingRecord training) {
    Double rate = training.gflopsPerSecond();
    return rate == null
        ? OptionalDouble.empty()
        : all.stream()
            .filter(roof -> Objects.equals(roof.threads(), training.threads()))
            .flatMap(roof -> roof.limit(Kind.MATRIX_PRODUCT).stream())
            .mapToDouble(peak -> rate / peak.value())
            .findFirst();
  }
}
