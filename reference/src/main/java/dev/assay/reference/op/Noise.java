package dev.assay.reference.op;

import dev.assay.reference.init.RandomBits;
import dev.assay.reference.numeric.ErrorBound;
import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.tensor.DataType;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Evaluates whole tensors, in parallel: as they are, or with random errors.
 *
 * <p>Each element may have one, and, where a backend declares that it rounds the factors of
 * products, these have errors of their own, before they are multiplied. As in rounding, the same
 * number always has the same error: a weight multiplies a whole image, so that what it is off by is
 * not averaged away in sums and means. Numbers are the same if they are so in float32: the last
 * bits of a tanh or exponential in double precision are others on other JDKs and processors.
 */
final class Noise {
  /** As they are. */
  static final Noise NONE = new Noise(0, gauge -> 0, 0);

  /** What gauges measure inherited errors in. */
  static final double UNIT = DataType.F32.unitRoundoff();

  /**
   * How many times larger factors' errors are than in hardware. Units about to be switched off and
   * maxima about to change places do so now and then, and what that does to a small tensor shows in
   * none of few passes, unless they do so much more often here. (With 1, two of twelve honest steps
   * of a small ResNet-20 in TF32 were outside their bound; with 4, none used more than 0.3 of it.)
   */
  private static final int OF_FACTORS = 4;

  private final long seed;
  private final ToDoubleFunction<Gauge> ofElements;
  private final double ofFactors;
  private long evaluated;

  /**
   * @param ofElements the largest error of an element
   * @param ofFactors the largest relative error of a factor
   */
  private Noise(long seed, ToDoubleFunction<Gauge> ofElements, double ofFactors) {
    this.seed = seed;
    this.ofElements = ofElements;
    this.ofFactors = ofFactors;
  }

  /**
   * Errors evenly spread over ± some deviations; the same seed gives the same. Those of factors are
   * of either sign with odd seeds; with even ones they all make them smaller, as where last bits
   * are cut off.
   *
   * @param precision of products
   * @param deviations how many
   */
  static Noise seeded(long seed, ProductPrecision precision, int deviations) {
    return new Noise(
        seed,
        gauge -> deviations * ErrorBound.deviation(gauge, DataType.F32),
        OF_FACTORS * precision.ofFactor());
  }

  /** One relative error of up to u, of either sign, in every factor and every element. */
  static Noise ofOneRounding() {
    return new Noise(1, gauge -> UNIT * Math.abs(gauge.value()), UNIT);
  }

  Tensor evaluate(Shape shape, Formula formula) {
    return new Tensor(shape, evaluate(new double[shape.size()], formula));
  }

  /**
   * In the place of an operand, so that large ones need not be there twice.
   *
   * @param operand of the formula, which needs each of its elements for the result at the same
   *     position and no other; lost to everybody else
   */
  Tensor evaluateInPlace(Tensor operand, Formula formula) {
    return new Tensor(operand.shape(), evaluate(operand.values(), formula));
  }

  private double[] evaluate(double[] values, Formula formula) {
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
    return values;
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
    return ofFactors > 0 && operation instanceof Contraction;
  }

  private Tensor factor(Tensor exact) {
    double[] values = exact.values().clone();
    for (int i = 0; i < values.length; i++) {
      double unit = new RandomBits(seed ^ Float.floatToRawIntBits((float) values[i])).unit();
      values[i] *= 1 + ofFactors * (seed % 2 == 0 ? -unit : 2 * unit - 1);
    }
    return new Tensor(exact.shape(), values);
  }

  private double error(long own, int index, Gauge gauge) {
    if (this == NONE) {
      return 0;
    }
    double spread = 2 * new RandomBits(own ^ index).unit() - 1;
    return spread * ofElements.applyAsDouble(gauge);
  }
}
