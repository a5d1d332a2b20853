package dev.assay.reference.op;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Fully connected layer (inner product): y[n,o] = bias[o] + Σ_i x[n,i]·w[o,i].
 *
 * <p>x is [n, in], weights [out, in], bias [out], y [n, out].
 *
 * @param n batch size
 * @param in input features
 * @param out output features
 * @param bias whether a bias per output feature is added
 */
public record Linear(int n, int in, int out, @Default("false") boolean bias) implements Operation {

  private static final int X = 0;
  private static final int WEIGHTS = 1;

  public Linear {
    Check.atLeast(1, "n", n);
    Check.atLeast(1, "in", in);
    Check.atLeast(1, "out", out);
  }

  @Override
  public List<Operand> operands() {
    List<Operand> operands = new ArrayList<>();
    operands.add(new Operand("x", Shape.of(n, in), Role.DATA));
    operands.add(new Operand("weights", Shape.of(out, in), Role.PARAMETER));
    if (bias) {
      operands.add(new Operand("bias", Shape.of(out), Role.PARAMETER));
    }
    return operands;
  }

  @Override
  public Shape outputShape() {
    return Shape.of(n, out);
  }

  @Override
  public void forward(List<Tensor> inputs, int index, Gauge gauge) {
    double[] x = inputs.get(X).values();
    double[] weights = inputs.get(WEIGHTS).values();
    int row = index / out * in;
    int column = index % out * in;
    for (int i = 0; i < in; i++) {
      gauge.add(x[row + i], weights[column + i]);
    }
    if (bias) {
      gauge.add(inputs.get(2).get(index % out));
    }
  }

  /** ∂x = g·W, ∂W = gᵀ·x, ∂bias = Σ_n g. */
  @Override
  public void gradient(
      List<Tensor> inputs, Tensor outputGradient, int operand, int index, Gauge gauge) {
    double[] g = outputGradient.values();
    switch (operand) {
      case X -> {
        double[] weights = inputs.get(WEIGHTS).values();
        for (int o = 0; o < out; o++) {
          gauge.add(g[index / in * out + o], weights[o * in + index % in]);
        }
      }
      case WEIGHTS -> {
        double[] x = inputs.get(X).values();
        for (int row = 0; row < n; row++) {
          gauge.add(g[row * out + index / in], x[row * in + index % in]);
        }
      }
      default -> {
        for (int row = 0; row < n; row++) {
          gauge.add(g[row * out + index]);
        }
      }
    }
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
