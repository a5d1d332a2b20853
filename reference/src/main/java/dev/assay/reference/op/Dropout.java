package dev.assay.reference.op;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Inverted dropout with a given mask m of zeros and ones: y = x·m / (1 − rate); ∂x = g·m / (1 −
 * rate) (Srivastava et al. 2014). Scaling while training leaves nothing to do at inference.
 *
 * <p>The mask is drawn by whoever trains; here it is given, so that results can be compared. What a
 * backend draws by itself is {@link RandomDropout}.
 *
 * <p>Error gauge: the rate is rounded to float32, which moves 1 − rate by up to u·rate; then the
 * difference, its reciprocal and the product round.
 *
 * @param shape of x, mask and y, any rank
 * @param rate which part is dropped, from 0 to below 1; AlexNet's and VGG's 0.5 by default
 */
public record Dropout(Shape shape, @Default("0.5") double rate) implements Elementwise {

  private static final int ROUNDINGS = 3;

  public Dropout {
    checkRate(rate);
  }

  static void checkRate(double rate) {
    Check.require(rate >= 0 && (float) rate < 1, "rate=%s must be from 0 to below 1", rate);
  }

  @Override
  public List<Operand> operands() {
    return List.of(new Operand("x", shape, Role.DATA), new Operand("mask", shape, Role.MASK));
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    return scaled(inputs.get(0).values(), inputs.get(1).values());
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    return scaled(outputGradient.values(), inputs.get(1).values());
  }

  private Formula scaled(double[] values, double[] mask) {
    return (index, gauge) -> scale(values[index], mask[index] / (1 - rate), gauge);
  }

  /** What is kept may be flushed to zero before it is scaled. */
  private void scale(double kept, double scale, Gauge gauge) {
    double value = kept * scale;
    gauge.set(value, Math.abs(value), ROUNDINGS);
    gauge.inherit(Math.abs(value) * rate / (1 - rate));
    gauge.flush(scale);
  }

  /** An element that is kept. */
  void keep(double value, Gauge gauge) {
    scale(value, 1 / (1 - rate), gauge);
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  /** A product with the mask and one with the scale. */
  @Override
  public double forwardFlops() {
    return 2.0 * shape.size();
  }
}
