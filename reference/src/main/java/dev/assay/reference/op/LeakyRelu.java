package dev.assay.reference.op;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Leaky rectified linear unit: y = x where x &gt; 0, else slope·x; ∂x = g where x &gt; 0, else
 * slope·g (Maas et al. 2013). At 0 the function has no derivative; frameworks take the slope's side
 * (PyTorch, MXNet) or the other (ND4J), and either is in order.
 *
 * @param shape of x and y, any rank
 * @param slope of the negative half, a; 0.01 by default, as in the paper. Backends take it as a
 *     float32
 */
public record LeakyRelu(Shape shape, @Default("0.01") double slope) implements Elementwise {

  /** Rounding the slope to float32 and the product. */
  private static final int ROUNDINGS = 2;

  public LeakyRelu {
    Check.finite("slope", slope);
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    double[] x = inputs.get(0).values();
    return (index, gauge) -> leak(x[index], x[index], gauge);
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] x = inputs.get(0).values();
    double[] g = outputGradient.values();
    return (index, gauge) -> {
      leak(x[index], g[index], gauge);
      if (x[index] == 0) {
        gauge.setOr(g[index]);
      }
    };
  }

  private void leak(double x, double value, Gauge gauge) {
    if (x > 0) {
      gauge.select(value);
    } else {
      gauge.set(slope * value, Math.abs(slope * value), ROUNDINGS);
    }
  }

  @Override
  public boolean isHomogeneous() {
    return true;
  }
}
