package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Sum of two tensors, as a residual block adds its shortcut: y = a + b; ∂a = ∂b = g (He et al.
 * 2016).
 *
 * @param shape of a, b and y, any rank
 */
public record Add(Shape shape) implements Operation {

  @Override
  public List<Operand> operands() {
    return List.of(new Operand("a", shape, Role.DATA), new Operand("b", shape, Role.DATA));
  }

  @Override
  public Shape outputShape() {
    return shape;
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    double[] a = inputs.get(0).values();
    double[] b = inputs.get(1).values();
    return (index, gauge) -> {
      gauge.select(a[index]); // not added to a sum of +0, because −0 + −0 is −0
      gauge.add(b[index]);
    };
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] g = outputGradient.values();
    return (index, gauge) -> gauge.select(g[index]);
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public int longestSum() {
    return 2;
  }

  @Override
  public double forwardFlops() {
    return shape.size();
  }
}
