package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.Arrays;
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
 * <p>Error gauge: y is off by a few roundings, relatively, and inherits the errors of the exponents
 * (see {@link Exponentials}). The gradient's sum and difference are gauged by their terms.
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
  public Formula forward(List<Tensor> inputs) {
    Exponentials[] rows = rows(inputs.get(0).values());
    return (index, gauge) -> {
      Exponentials row = rows[rowOf(index)];
      double y = row.probability(index);
      gauge.set(y, y, roundings());
      gauge.inherit(y * row.probabilityError(index));
    };
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] g = outputGradient.values();
    Exponentials[] rows = rows(inputs.get(0).values());
    Projection[] projections = new Projection[rows.length];
    Arrays.setAll(projections, row -> project(rows[row], g, row));
    return (index, gauge) -> {
      Exponentials row = rows[rowOf(index)];
      Projection projection = projections[rowOf(index)];
      double factor = beta * row.probability(index);
      double difference = g[index] - projection.sum;
      gauge.set(
          factor * difference,
          Math.abs(factor) * (Math.abs(g[index]) + 2 * projection.magnitude),
          roundings() + length() + 5);
      gauge.inherit(
          Math.abs(factor)
              * (Math.abs(difference) * row.probabilityError(index) + projection.inherited));
      gauge.flush(beta * difference);
      gauge.flush(factor * projection.gradients);
    };
  }

  /**
   * Σ_j g_j·y_j of one row, Σ_j |g_j|·y_j, Σ_j |g_j|, and what the errors of the exponents do to
   * the sum.
   */
  private record Projection(double sum, double magnitude, double gradients, double inherited) {}

  private Projection project(Exponentials exponentials, double[] g, int row) {
    double sum = 0;
    double magnitude = 0;
    double gradients = 0;
    double inherited = 0;
    for (int i = 0; i < length(); i++) {
      int position = firstOf(row) + i * step();
      double term = g[position] * exponentials.probability(position);
      sum += term;
      magnitude += Math.abs(term);
      gradients += Math.abs(g[position]);
      inherited += Math.abs(term) * exponentials.probabilityError(position);
    }
    return new Projection(sum, magnitude, gradients, inherited);
  }

  /** Two exponentials, the sum, and the quotient as a reciprocal and a product. */
  private int roundings() {
    return 2 * Elementwise.EXPONENTIAL + length() + 2;
  }

  private Exponentials[] rows(double[] x) {
    Exponentials[] rows = new Exponentials[shape.size() / length()];
    Arrays.setAll(rows, row -> new Exponentials(x, firstOf(row), step(), length(), beta));
    return rows;
  }

  private int length() {
    return shape.dimension(axis);
  }

  private int step() {
    return shape.stride(axis);
  }

  private int firstOf(int row) {
    return row / step() * step() * length() + row % step();
  }

  private int rowOf(int index) {
    return index / (step() * length()) * step() + index % step();
  }

  @Override
  public int longestSum() {
    return length();
  }

  /** Exponent, exponential, sum and quotient: four operations per element. */
  @Override
  public double forwardFlops() {
    return 4.0 * shape.size();
  }
}
