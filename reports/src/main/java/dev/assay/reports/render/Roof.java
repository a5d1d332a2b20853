package dev.assay.reports.render;

import dev.assay.bench.RoofProblem.Kind;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reports.record.Metric;
import dev.assay.reports.record.RoofRecord;
import java.util.Map;
import java.util.Optional;

/**
 * What the machine can do at most with so many threads, by the roofline model: no problem takes
 * less time than its operations at the best arithmetic rate, nor less than its bytes at the best
 * bandwidth.
 *
 * @param precision of products: multiplying shorter factors is faster, so what does not do that has
 *     a limit of its own
 * @param best the fastest right result of each kind; without those of which there is none
 */
record Roof(int threads, ProductPrecision precision, Map<Kind, RoofRecord> best) {
  private static final double GIGA = 1e9;

  /** {@code 2 threads}; {@code 2 threads, tf32}. */
  String label() {
    return Numbers.threads(threads) + shortFactors();
  }

  /** {@code , tf32}; empty where products are in float32. */
  String shortFactors() {
    return precision == ProductPrecision.F32 ? "" : ", " + precision;
  }

  /** A limit; empty if it is not known. */
  Optional<Metric> limit(Kind kind) {
    return Optional.ofNullable(best.get(kind)).map(RoofRecord::rate);
  }

  /** Whether all limits are known. */
  boolean isWhole() {
    return best.size() == Kind.values().length;
  }

  /** 10⁹ floating-point operations per second; of a roof that has it. */
  double peak() {
    return limit(Kind.MATRIX_PRODUCT).orElseThrow().value();
  }

  /** 10⁹ bytes per second; of a roof that has it. */
  double bandwidth() {
    return limit(Kind.STREAM).orElseThrow().value();
  }

  /** Operations per byte at which both limits are met at once; of a whole roof. */
  double balance() {
    return peak() / bandwidth();
  }

  /**
   * How much of what is possible a problem reaches: the least time it can take over the time it
   * takes. Above 1 where it finds its data in caches, which are faster than memory, or needs fewer
   * operations than it is charged with. Of a whole roof.
   */
  double share(double flops, double bytes, double seconds) {
    return Math.max(flops / peak(), bytes / bandwidth()) / GIGA / seconds;
  }

  /** {@code 214 GFLOP/s (djl-pytorch)}; empty if it is not known. */
  Optional<String> text(Kind kind) {
    return Optional.ofNullable(best.get(kind))
        .flatMap(record -> limit(kind).map(rate -> text(rate, record.backend())));
  }

  private static String text(Metric rate, String backend) {
    return "%s %s (%s)".formatted(Numbers.measured(rate.value()), rate.quantity().unit(), backend);
  }
}
