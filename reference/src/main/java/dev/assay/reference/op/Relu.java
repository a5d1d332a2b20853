package dev.assay.reference.op;

import dev.assay.reference.numeric.Gauge;
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
  public void forward(List<Tensor> inputs, int index, Gauge gauge) {
    gauge.select(Math.max(inputs.get(0).get(index), 0));
  }

  @Override
  public void gradient(
      List<Tensor> inputs, Tensor outputGradient, int operand, int index, Gauge gauge) {
    gauge.select(inputs.get(0).get(index) > 0 ? outputGradient.get(index) : 0);
  }
}
