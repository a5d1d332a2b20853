package dev.assay.verify;

import dev.assay.reference.numeric.ErrorDistribution;
import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.numeric.PrecisionClass;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Composite;
import dev.assay.reference.op.Contraction;
import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The arithmetic of products that all errors together tell of, where it is shorter than the one
 * declared: float32, if nothing is.
 *
 * <p>An element's own bound allows for errors that happen to add up: in proportion to √K of its K
 * terms, where those of shorter factors go with 1/√K. From some hundred terms on it may have room
 * for TF32 in every element, from fifty thousand on for bfloat16; and so has that of a network's
 * logits. The median of all errors has not: in the units of {@link ErrorDistribution} it is that of
 * the factors, however long the sums are.
 *
 * <p>Where factors are declared to be short, the bound of an element lets all of them err to the
 * same side, so that bfloat16 passes for TF32 from a dozen terms on. There long sums alone are
 * looked at, and many: what one factor lost is in each product that it is of, and of few products
 * TF32 whose last bits are cut off may be off by as much as bfloat16. With {@value #LONG_SUM} terms
 * its median of 10 000 units differs by 3 %, and by 8 % with {@value #MANY} elements: the limit is
 * more than five deviations away.
 */
final class UndeclaredPrecision {
  /**
   * Added one by one, K products of either sign are off by so many times √K units in the median.
   */
  private static final double ONE_BY_ONE = 0.2;

  /** Up to so many products, no float32 sum is taken for TF32. */
  private static final int LONGEST_SUM = 1 << 21;

  /** Terms of a sum, beside the declared short factors of which shorter ones show. */
  private static final int LONG_SUM = 256;

  /** Elements that tell one kind of short factors from another. */
  private static final int MANY = 200;

  private UndeclaredPrecision() {}

  /**
   * What it is, in words; empty if nothing tells of any.
   *
   * @param comparison of elements that no known divergence excuses
   * @param oracle that compared them
   */
  static Optional<String> of(
      Problem problem, ProductPrecision declared, Comparison comparison, Oracle oracle) {
    if (declared != ProductPrecision.F32) {
      // What switching units do to a network is no smaller in the one than in the other.
      return problem.operation() instanceof Contraction
          ? worst(ofLongSums(problem, comparison, oracle))
              .flatMap(median -> shorter(median, declared.arithmetic()))
          : Optional.empty();
    }
    if (problem.operation() instanceof Composite) {
      // Ten logits are enough: each is the end of many sums.
      ErrorDistribution errors = comparison.errors();
      return errors.total() == 0 ? Optional.empty() : shorterThanFloat32(errors.median());
    }
    return problem.operation() instanceof Contraction contraction
            && contraction.longestSum() <= LONGEST_SUM
        ? worst(ofAll(comparison)).flatMap(median -> of(contraction, median))
        : Optional.empty();
  }

  /** The errors of each result that is made of long sums, if there are many. */
  private static Stream<ErrorDistribution> ofLongSums(
      Problem problem, Comparison comparison, Oracle oracle) {
    return comparison.errorsByResult().entrySet().stream()
        .filter(errors -> errors.getValue().total() >= MANY)
        .filter(errors -> termsInTheMiddle(problem, errors.getKey(), oracle) >= LONG_SUM)
        .map(Map.Entry::getValue);
  }

  /** K of an element that no edge is near. */
  private static int termsInTheMiddle(Problem problem, int result, Oracle oracle) {
    Shape shape = problem.results().get(result).shape();
    int middle =
        IntStream.range(0, shape.rank())
            .map(axis -> shape.dimension(axis) / 2 * shape.stride(axis))
            .sum();
    Gauge gauge = new Gauge();
    oracle.element(result, middle, gauge);
    return gauge.terms();
  }

  /**
   * Of all results together, and of each: a gradient of short factors must not hide behind another
   * one that has as many elements.
   */
  private static Stream<ErrorDistribution> ofAll(Comparison comparison) {
    return Stream.concat(
        Stream.of(comparison.errors()), comparison.errorsByResult().values().stream());
  }

  /** The largest median; empty if all hold too little to tell. */
  private static Optional<Double> worst(Stream<ErrorDistribution> errors) {
    return errors
        .filter(each -> PrecisionClass.of(each).isPresent())
        .map(ErrorDistribution::median)
        .max(Comparator.naturalOrder());
  }

  private static Optional<String> of(Contraction operation, double median) {
    return shorterThanFloat32(median)
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

  private static Optional<String> shorterThanFloat32(double median) {
    return shorter(median, PrecisionClass.F32_APPROXIMATE);
  }

  private static Optional<String> shorter(double median, PrecisionClass allowed) {
    PrecisionClass arithmetic = PrecisionClass.ofMedian(median);
    return arithmetic.compareTo(allowed) > 0
        ? Optional.of(arithmetic.toString())
        : Optional.empty();
  }
}
