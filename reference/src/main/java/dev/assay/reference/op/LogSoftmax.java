package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Logarithm of the softmax with inverse temperature β along one axis, stable for any x:
 *
 * <pre>
 *   y_i = β·x_i − m − log Σ_j e^{β·x_j − m},  m = max_j β·x_j        ∂x_i = β·(g_i − softmax_i·Σ_j g_j)
 * </pre>
 *
 * <p>Error gauge: the relative error of the sum of exponentials becomes an absolute error of its
 * logarithm; the rest is inherited from the exponents and the differences (see {@link
 * Exponentials}). A backend may well get the softmax of the gradient as the exponential of y, so
 * the gradient inherits y's error and that exponential's; its sum and difference are gauged by
 * their terms.
 *
 * @param shape of x and y, any rank
 * @param axis the axis along which the probabilities sum to one
 * @param beta β; 1 is the usual log-softmax
 */
public record LogSoftmax(Shape shape, int axis, @Default("1.0") double beta) implements Operation {

  public LogSoftmax {
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
      gauge.set(row.logProbability(index), 1, Elementwise.EXPONENTIAL + rows.length() + 1);
      gauge.inherit(row.logProbabilityError(index));
    };
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    Rows rows = new Rows(shape, axis);
    double[] g = outputGradient.values();
    Exponentials[] exponentials = Exponentials.of(inputs.get(0).values(), rows, beta);
    double[] sums = new double[rows.count()];
    double[] magnitudes = new double[rows.count()];
    for (int i = 0; i < g.length; i++) {
      sums[rows.of(i)] += g[i];
      magnitudes[rows.of(i)] += Math.abs(g[i]);
    }
    return (index, gauge) -> {
      int row = rows.of(index);
      double probability = exponentials[row].probability(index);
      gauge.set(
          beta * (g[index] - probability * sums[row]),
          Math.abs(beta) * (Math.abs(g[index]) + probability * magnitudes[row]),
          2 * Elementwise.EXPONENTIAL + 2 * rows.length() + 6);
      gauge.inherit(
          Math.abs(beta * probability * sums[row])
              * exponentials[row].probabilityOfLogarithmError(index));
      gauge.flush(beta * sums[row]);
    };
  }

  @Override
  public Examples examples() {
    return axis == 0 ? Examples.EXCHANGEABLE : Examples.INDEPENDENT;
  }

  @Override
  public int longestSum() {
    return shape.dimension(axis);
  }

  /** Exponent, exponential, sum and difference: four operations per element. */
  @Override
  public double forwardFlops() {
    return 4.0 * shape.size();
  }
}
