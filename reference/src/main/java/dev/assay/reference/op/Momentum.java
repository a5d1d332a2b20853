package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * One step of stochastic gradient descent with momentum μ and weight decay:
 *
 * <pre>
 *   v' = μ·v + g + decay·w        w' = w − α·v'                      (Polyak 1964)
 *                                 w' = w − α·(g + decay·w + μ·v')    (Nesterov 1983)
 * </pre>
 *
 * Nesterov's as Sutskever et al. (2013) write it for networks, of weights that have already looked
 * ahead, as in PyTorch.
 *
 * <p>The output is [2, size]: w', then v'.
 *
 * <p>Error gauge: relative to the terms. Many keep α·v or −α·v as their state instead of v, which
 * is the same as long as α stays, and rounds on the way in and out; and many write Nesterov's step
 * as (1 + μ)·v' − μ·v, whose terms are larger, so these are the ones that count.
 *
 * @param size of weights, gradient and velocity
 * @param learningRate α
 * @param momentum μ, between 0 and 1; without momentum it is {@link Sgd}
 * @param decay weight of the penalty ½·|w|²
 * @param nesterov whether the step looks ahead
 */
public record Momentum(
    int size,
    double learningRate,
    @Default("0.9") double momentum,
    @Default("0.0") double decay,
    @Default("false") boolean nesterov)
    implements ForwardOnly {

  /** Rounding μ and decay, two products, two sums; and α in and out of the state. */
  private static final int VELOCITY_ROUNDINGS = 10;

  /** Those of the velocity, α, and the step. */
  private static final int WEIGHT_ROUNDINGS = VELOCITY_ROUNDINGS + 4;

  public Momentum {
    Check.atLeast(1, "size", size);
    Check.elements("output", 2, size);
    Check.positive("learning-rate", learningRate);
    Check.require(
        momentum > 0 && (float) momentum < 1, "momentum=%s must be between 0 and 1", momentum);
    Check.notNegative("decay", decay);
  }

  @Override
  public List<Operand> operands() {
    Shape shape = Shape.of(size);
    return List.of(
        new Operand("weights", shape, Role.CONSTANT),
        new Operand("gradient", shape, Role.CONSTANT),
        new Operand("velocity", shape, Role.CONSTANT));
  }

  @Override
  public Shape outputShape() {
    return Shape.of(2, size);
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    double[] weights = inputs.get(0).values();
    double[] gradient = inputs.get(1).values();
    double[] velocity = inputs.get(2).values();
    return (index, gauge) -> {
      double w = weights[index % size];
      double g = gradient[index % size] + decay * w;
      double v = velocity[index % size];
      double next = momentum * v + g;
      double magnitude =
          momentum * Math.abs(v) + Math.abs(gradient[index % size]) + decay * Math.abs(w);
      if (index >= size) {
        gauge.set(next, magnitude, VELOCITY_ROUNDINGS);
      } else if (nesterov) {
        gauge.set(
            w - learningRate * (g + momentum * next),
            Math.abs(w) + learningRate * ((1 + momentum) * magnitude + momentum * Math.abs(v)),
            WEIGHT_ROUNDINGS);
      } else {
        gauge.set(
            w - learningRate * next, Math.abs(w) + learningRate * magnitude, WEIGHT_ROUNDINGS);
      }
    };
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public Examples examples() {
    return Examples.MIXED;
  }

  @Override
  public int longestSum() {
    return 4;
  }

  /** Three products and three sums: six operations per weight. */
  @Override
  public double forwardFlops() {
    return 6.0 * size;
  }
}
