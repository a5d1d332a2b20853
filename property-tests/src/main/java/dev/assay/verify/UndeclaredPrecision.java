package dev.assay.verify;

import dev.assay.reference.numeric.ErrorDistribution;
import dev.assay.reference.numeric.PrecisionClass;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Composite;
import dev.assay.reference.op.Contraction;
import dev.assay.reference.op.Operation;
import dev.assay.reference.oracle.Comparison;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The arithmetic of products that all errors together tell of, where it is shorter than float32 and
 * not declared.
 *
 * <p>An element's own bound allows for errors that happen to add up: in proportion to √K of its K
 * terms, where those of shorter factors go with 1/√K. From some hundred terms on it may have room
 * for TF32 in every element, from fifty thousand on for bfloat16; and so has that of a network's
 * logits. The median of all errors has not: in the units of {@link ErrorDistribution} it is that of
 * the factors, however long the sums are.
 */
final class UndeclaredPrecision {
  /**
   * Added one by one, K products of either sign are off by so many times √K units in the median.
   */
  private static final double ONE_BY_ONE = 0.2;

  /** Up to so many products, no float32 sum is taken for TF32. */
  private static final int LONGEST_SUM = 1 << 21;

  private UndeclaredPrecision() {}

  /** What it is, in words; empty if nothing tells of any. */
  static Optional<String> of(
      Operation operation, ProductPrecision declared, Comparison comparison) {
    if (declared != ProductPrecision.F32) {
      return Optional.empty();
    }
    if (operation instanceof Composite) {
      // Ten logits are enough: each is the end of many sums.
      ErrorDistribution errors = comparison.errors();
      return errors.total() == 0 ? Optional.empty() : shorter(errors.median());
    }
    if (operation instanceof Contraction contraction && operation.longestSum() <= LONGEST_SUM) {
      OptionalDouble median = worstMedian(comparison);
      return median.isEmpty() ? Optional.empty() : of(contraction, median.getAsDouble());
    }
    return Optional.empty();
  }

  /**
   * Of all results together, and of each: a gradient of short factors must not hide behind another
   * one that has as many elements. Empty if all hold too little to tell.
   */
  private static OptionalDouble worstMedian(Comparison comparison) {
    return Stream.concat(
            Stream.of(comparison.errors()), comparison.errorsByResult().values().stream())
        .filter(errors -> PrecisionClass.of(errors).isPresent())
        .mapToDouble(ErrorDistribution::median)
        .max();
  }

  private static Optional<String> of(Contraction operation, double median) {
    return shorter(median)
        .or(
            () ->
                operation.isPointwise() && exceedsPlainSums(operation, median)
                    ? Optional.of("factors shorter than float32's")
                    : Optional.empty());
  }

  /**
   * Where no tiles are transformed, float32 has no excuse for more than twice what the least
   * careful order of a sum makes. Factors of 16 bits do: 72 units.
   */
  private static boolean exceedsPlainSums(Contraction operation, double median) {
    return PrecisionClass.ofMedian(median) != PrecisionClass.F32
        && median > 2 * ONE_BY_ONE * Math.sqrt(operation.longestSum());
  }

  private static Optional<String> shorter(double median) {
    PrecisionClass arithmetic = PrecisionClass.ofMedian(median);
    return arithmetic.compareTo(PrecisionClass.F32_APPROXIMATE) > 0
        ? Optional.of(arithmetic.toString())
        : Optional.empty();
  }
}
