package dev.assay.reference.op;

import dev.assay.reference.init.RandomBits;
import dev.assay.reference.numeric.ErrorBound;
import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.tensor.DataType;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.stream.IntStream;

/** Evaluates whole tensors, in parallel: as they are, or each element with a random error. */
final class Noise {
  /** As they are. */
  static final Noise NONE = new Noise(0, 0);

  /** What gauges measure inherited errors in. */
  static final double UNIT = DataType.F32.unitRoundoff();

  /** Elements that one task computes, one after the other. */
  private static final int CHUNK = 1 << 10;

  private final double scale;
  private final long seed;
  private long evaluated;

  private Noise(double scale, long seed) {
    this.scale = scale;
    this.seed = seed;
  }

  /** Errors evenly spread over ± the deviation; the same seed gives the same. */
  static Noise seeded(long seed) {
    return new Noise(1, seed);
  }

  Tensor evaluate(Shape shape, Formula formula) {
    double[] values = new double[shape.size()];
    long own = seed * 0x1_0000 + evaluated++;
    IntStream.range(0, (values.length + CHUNK - 1) / CHUNK)
        .parallel()
        .forEach(chunk -> evaluate(formula, values, chunk, own));
    return new Tensor(shape, values);
  }

  private void evaluate(Formula formula, double[] values, int chunk, long own) {
    Gauge gauge = new Gauge();
    RandomBits random = new RandomBits((own << Integer.SIZE) + chunk);
    int end = Math.min(values.length, (chunk + 1) * CHUNK);
    for (int i = chunk * CHUNK; i < end; i++) {
      gauge.reset();
      formula.compute(i, gauge);
      values[i] = gauge.value();
      if (scale != 0) {
        values[i] += (2 * random.unit() - 1) * ErrorBound.deviation(gauge, DataType.F32);
      }
    }
  }
}
