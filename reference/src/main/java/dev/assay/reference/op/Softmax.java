package dev.assay.reference.op;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Softmax with inverse temperature β along one axis:
 *
 * <pre>
 *   y_i = e^{β·x_i} / Σ_j e^{β·x_j}        ∂x_i = β·y_i·(g_i − Σ_j g_j·y_j)
 * </pre>
 *
 * β may be negative (the smallest input then wins); base b means β = ln b.
 *
 * <p>Error gauge: the exponent z = β·(x_i − max) is rounded, and an exponential turns the absolute
 * error u·|z| of its argument into a relative error of its result; y is therefore gauged by y·(1 +
 * |z_i| + Σ_j y_j·|z_j|).
 *
 * @param shape of x and y, any rank
 * @param axis the axis along which the outputs sum to one
 * @param beta β; 1 is the usual softmax
 */
public record Softmax(Shape shape, int axis, @Default("1.0") double beta) implements Operation {

  public Softmax {
    Check.require(
        axis >= 0 && axis < shape.rank(),
        "axis=%s must be between 0 and %s for shape=%s",
        axis,
        shape.rank() - 1,
        shape);
    Check.finite("beta", beta);
  }

  @Override
  public List<Operand> operands() {
    return List.of(new Operand("x", shape, Role.DATA));
  }

  @Override
  public Shape outputShape() {
    return shape;
  }

  @Override
  public void forward(List<Tensor> inputs, int index, Gauge gauge) {
    Row row = new Row(inputs.get(0).values(), index);
    double y = row.probability(index);
    gauge.set(y, y * (1 + row.exponentError(index)), row.roundings());
  }

  @Override
  public void gradient(
      List<Tensor> inputs, Tensor outputGradient, int operand, int index, Gauge gauge) {
    Row row = new Row(inputs.get(0).values(), index);
    double dot = 0;
    double magnitude = 0;
    for (int i = row.first; i < row.end; i += row.step) {
      double term = outputGradient.get(i) * row.probability(i);
      dot += term;
      magnitude += Math.abs(term) * (1 + row.exponentError(i));
    }
    double y = row.probability(index);
    double g = outputGradient.get(index);
    double error = (1 + row.exponentError(index)) * (Math.abs(g) + magnitude);
    gauge.set(
        beta * y * (g - dot), Math.abs(beta) * y * error, 2 * row.roundings() + row.length() + 3);
  }

  @Override
  public int longestSum() {
    return shape.dimension(axis);
  }

  /** Exponent, exponential, sum and quotient: four operations per element. */
  @Override
  public double forwardFlops() {
    return 4.0 * shape.size();
  }

  /** The elements that share a sum with one element. */
  private final class Row {
    private final double[] x;
    private final int first;
    private final int step = shape.stride(axis);
    private final int end;
    private double maximum = Double.NEGATIVE_INFINITY;
    private double sum;
    private double weightedExponent;

    Row(double[] x, int index) {
      this.x = x;
      this.first = index - index / step % length() * step;
      this.end = first + length() * step;
      for (int i = first; i < end; i += step) {
        maximum = Math.max(maximum, beta * x[i]);
      }
      for (int i = first; i < end; i += step) {
        double e = Math.exp(exponent(i));
        sum += e;
        weightedExponent += e * reach(i);
      }
    }

    int length() {
      return shape.dimension(axis);
    }

    double exponent(int i) {
      return beta * x[i] - maximum;
    }

    /** What the roundings of β·x and of the difference are relative to. */
    double reach(int i) {
      return Math.abs(beta * x[i]) + Math.abs(maximum);
    }

    double probability(int i) {
      return Math.exp(exponent(i)) / sum;
    }

    double exponentError(int i) {
      return reach(i) + weightedExponent / sum;
    }

    int roundings() {
      return Elementwise.EXPONENTIAL + length() + 4;
    }
  }
}
