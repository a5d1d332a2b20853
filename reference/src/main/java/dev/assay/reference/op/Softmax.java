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
    new Rows(shape, axis);
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
    Rows rows = new Rows(shape, axis);
    Exponentials[] exponentials = Exponentials.of(inputs.get(0).values(), rows, beta);
    return (index, gauge) -> {
      Exponentials row = exponentials[rows.of(index)];
      double y = row.probability(index);
      gauge.set(y, y, roundings());
      gauge.inherit(y * row.probabilityError(index));
    };
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] g = outputGradient.values();
    Rows rows = new Rows(shape, axis);
    Exponentials[] exponentials = Exponentials.of(inputs.get(0).values(), rows, beta);
    Projection[] projections = new Projection[rows.count()];
    Arrays.setAll(projections, row -> project(exponentials[row], g, rows, row));
    return (index, gauge) -> {
      Exponentials row = exponentials[rows.of(index)];
      Projection projection = projections[rows.of(index)];
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

  private static Projection project(Exponentials exponentials, double[] g, Rows rows, int row) {
    double sum = 0;
    double magnitude = 0;
    double gradients = 0;
    double inherited = 0;
    for (int i = 0; i < rows.length(); i++) {
      int position = rows.first(row) + i * rows.step();
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

  private int length() {
    return shape.dimension(axis);
  }

  @Override
  public Examples examples() {
    return axis == 0 ? Examples.EXCHANGEABLE : Examples.INDEPENDENT;
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
