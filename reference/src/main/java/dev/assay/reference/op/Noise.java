package dev.assay.reference.op;

import dev.assay.reference.init.RandomBits;
import dev.assay.reference.numeric.ErrorBound;
import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.tensor.DataType;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Evaluates whole tensors, in parallel: as they are, or each element with a random error.
 *
 * <p>Where a backend declares that it rounds the factors of products, these have errors of their
 * own, before they are multiplied. As in rounding, the same number always has the same error: a
 * weight multiplies a whole image, so that what it is off by is not averaged away in sums and
 * means. Numbers are the same if they are so in float32: the last bits of a tanh or exponential in
 * double precision are others on other JDKs and processors.
 */
final class Noise {
  /** As they are. */
  static final Noise NONE = new Noise(true, 0, ProductPrecision.F32);

  /** What gauges measure inherited errors in. */
  static final double UNIT = DataType.F32.unitRoundoff();

  /**
   * How many times larger factors' errors are than in hardware. Units about to be switched off and
   * maxima about to change places do so now and then, and what that does to a small tensor shows in
   * none of few passes, unless they do so much more often here. (With 1, two of twelve honest steps
   * of a small ResNet-20 in TF32 were outside their bound; with 4, none used more than 0.3 of it.)
   */
  private static final int OF_FACTORS = 4;

  private final boolean silent;
  private final long seed;
  private final ProductPrecision precision;
  private long evaluated;

  private Noise(boolean silent, long seed, ProductPrecision precision) {
    this.silent = silent;
    this.seed = seed;
    this.precision = precision;
  }

  /**
   * Errors evenly spread over ± the deviation; the same seed gives the same. Those of factors are
   * of either sign with odd seeds; with even ones they all make them smaller, as where last bits
   * are cut off.
   *
   * @param precision of products
   */
  static Noise seeded(long seed, ProductPrecision precision) {
    return new Noise(false, seed, precision);
  }

  Tensor evaluate(Shape shape, Formula formula) {
    double[] values = new double[shape.size()];
    // Scattered, so that no two tensors of whatever size share numbers.
    long own = new RandomBits((seed << Integer.SIZE) + evaluated++).next();
    Elements elements = Elements.fastest(formula, values.length);
    IntStream.range(0, elements.pieces())
        .parallel()
        .forEach(
            piece ->
                elements.compute(
                    piece,
                    (index, gauge) -> values[index] = gauge.value() + error(own, index, gauge)));
    return new Tensor(shape, values);
  }

  /** All operands of an operation as it takes them. */
  List<Tensor> operands(Operation operation, List<Tensor> operands) {
    if (!roundsFactors(operation)) {
      return operands;
    }
    return IntStream.range(0, operands.size())
        .mapToObj(i -> Contraction.isFactor(i) ? factor(operands.get(i)) : operands.get(i))
        .toList();
  }

  /** The output's gradient as an operation takes it for the gradient of one of its operands. */
  Tensor outputGradient(Operation operation, Tensor g, int operand) {
    return roundsFactors(operation) && Contraction.isFactor(operand) ? factor(g) : g;
  }

  private boolean roundsFactors(Operation operation) {
    return !silent && precision != ProductPrecision.F32 && operation instanceof Contraction;
  }

  private Tensor factor(Tensor exact) {
    double[] values = exact.values().clone();
    for (int i = 0; i < values.length; i++) {
      double unit = new RandomBits(seed ^ Float.floatToRawIntBits((float) values[i])).unit();
      values[i] *= 1 + OF_FACTORS * precision.ofFactor() * (seed % 2 == 0 ? -unit : 2 * unit - 1);
    }
    return new Tensor(exact.shape(), values);
  }

  private double error(long own, int index, Gauge gauge) {
    if (silent) {
      return 0;
    }
    double spread = 2 * new RandomBits(own ^ index).unit() - 1;
    return spread * ErrorBound.deviation(gauge, DataType.F32);
  }
}
