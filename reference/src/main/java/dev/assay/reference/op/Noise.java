package dev.assay.reference.op;

import dev.assay.reference.init.RandomBits;
import dev.assay.reference.numeric.ErrorBound;
import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.tensor.DataType;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.stream.IntStream;

/** Evaluates whole tensors, in parallel: as they are, or each element with a random error. */
final class Noise {
  /** As they are. */
  static final Noise NONE = new Noise(true, 0, ProductPrecision.F32);

  /** What gauges measure inherited errors in. */
  static final double UNIT = DataType.F32.unitRoundoff();

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
   * Errors evenly spread over ± the deviation; the same seed gives the same.
   *
   * @param precision of the products that have errors
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

  private double error(long own, int index, Gauge gauge) {
    if (silent) {
      return 0;
    }
    double spread = 2 * new RandomBits(own ^ index).unit() - 1;
    return spread * ErrorBound.deviation(gauge, DataType.F32, precision);
  }
}
