package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Rectified linear unit: y = max(x, 0); ∂x = g where x &gt; 0, else 0 (Nair &amp; Hinton 2010). NaN
 * stays NaN.
 *
 * @param shape of x and y, any rank
 */
public record Relu(Shape shape) implements Elementwise {

  @Override
  public Formula forward(List<Tensor> inputs) {
    double[] x = inputs.get(0).values();
    return (index, gauge) -> gauge.select(Math.max(x[index], 0));
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] x = inputs.get(0).values();
    double[] g = outputGradient.values();
    return (index, gauge) -> gauge.select(x[index] > 0 ? g[index] : 0);
  }

  @Override
  public boolean isHomogeneous() {
    return true;
  }
}
