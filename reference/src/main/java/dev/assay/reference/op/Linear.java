package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Fully connected layer (inner product).
 *
 * <pre>
 *   y[n,o] = bias[o] + Σ_i x[n,i]·w[o,i]
 *   ∂x[n,i] = Σ_o g[n,o]·w[o,i]        ∂w[o,i] = Σ_n g[n,o]·x[n,i]        ∂bias[o] = Σ_n g[n,o]
 * </pre>
 *
 * <p>x is [n, in], weights [out, in], bias [out]; y and its gradient g are [n, out]. Error gauge: a
 * sum of products.
 *
 * @param n batch size
 * @param in input features
 * @param out output features
 * @param bias whether a bias per output feature is added
 */
public record Linear(int n, int in, int out, @Default("false") boolean bias)
    implements Contraction {

  public Linear {
    Check.atLeast(1, "n", n);
    Check.atLeast(1, "in", in);
    Check.atLeast(1, "out", out);
    Check.elements("x", n, in);
    Check.elements("weights", out, in);
    Check.elements("output", n, out);
  }

  @Override
  public List<Operand> operands() {
    return Contraction.operands(Shape.of(n, in), Shape.of(out, in), Shape.of(out), bias);
  }

  @Override
  public Shape outputShape() {
    return Shape.of(n, out);
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    double[] x = inputs.get(X).values();
    double[] weights = inputs.get(WEIGHTS).values();
    return (index, gauge) -> {
      int row = index / out * in;
      int column = index % out * in;
      gauge.addProducts(x, row, 1, weights, column, 1, in);
      if (bias) {
        gauge.add(inputs.get(BIAS).get(index % out));
      }
    };
  }

  /** ∂x = g·W, ∂W = gᵀ·x, ∂bias = Σ_n g. */
  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] g = outputGradient.values();
    double[] x = inputs.get(X).values();
    double[] weights = inputs.get(WEIGHTS).values();
    return switch (operand) {
      case X ->
          (index, gauge) -> gauge.addProducts(g, index / in * out, 1, weights, index % in, in, out);
      case WEIGHTS -> (index, gauge) -> gauge.addProducts(g, index / in, out, x, index % in, in, n);
      default -> Contraction.biasGradient(g, n, out);
    };
  }

  @Override
  public int longestSum() {
    return Math.max(Math.max(in + (bias ? 1 : 0), out), n);
  }

  @Override
  public double forwardFlops() {
    return 2.0 * n * in * out;
  }
}
