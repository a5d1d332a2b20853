package dev.assay.reference.op;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Randomized leaky rectified linear unit: y = x where x &gt; 0, else a·x; ∂x = g where x &gt; 0,
 * else a·g (Xu et al. 2015). At 0, as of {@link LeakyRelu}, ∂x may be g, too.
 *
 * <p>The slopes a, one per element, are drawn by whoever trains; here they are given, so that
 * results can be compared. They are not differentiated.
 *
 * @param shape of x, slopes and y, any rank
 */
public record RandomizedLeakyRelu(Shape shape) implements Elementwise {

  @Override
  public List<Operand> operands() {
    return List.of(new Operand("x", shape, Role.DATA), new Operand("slopes", shape, Role.POSITIVE));
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    double[] x = inputs.get(0).values();
    double[] slopes = inputs.get(1).values();
    return (index, gauge) -> leak(x[index], slopes[index], x[index], gauge);
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] x = inputs.get(0).values();
    double[] slopes = inputs.get(1).values();
    double[] g = outputGradient.values();
    return (index, gauge) -> {
      leak(x[index], slopes[index], g[index], gauge);
      if (x[index] == 0) {
        gauge.setOr(g[index]);
      }
    };
  }

  private static void leak(double x, double slope, double value, Gauge gauge) {
    if (x > 0) {
      gauge.select(value);
    } else {
      gauge.set(slope * value, Math.abs(slope * value), 1);
    }
  }

  @Override
  public boolean isHomogeneous() {
    return true;
  }
}
