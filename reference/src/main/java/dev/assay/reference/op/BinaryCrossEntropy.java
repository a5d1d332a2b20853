package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Binary cross entropy from logits, averaged over all N elements, fused with the sigmoid σ and
 * stable for any x:
 *
 * <pre>
 *   E = −1/N · Σ t_i·log σ(x_i) + (1 − t_i)·log(1 − σ(x_i))
 *     = 1/N · Σ max(x_i, 0) − x_i·t_i + log(1 + e^−|x_i|)        ∂x_i = g/N · (σ(x_i) − t_i)
 * </pre>
 *
 * The target t holds a number from 0 to 1 per element. E has shape [1].
 *
 * <p>Error gauge: the three terms of an element and the sums round relative to their terms. The
 * argument 1 + e of the logarithm, e = e^−|x|, is off by a rounding and by e's own error, which
 * moves the logarithm by (1 + EXPONENTIAL·e/(1 + e))·u. Below 0, PyTorch's form (1 − t)·x − log
 * σ(x) rounds relative to x. The gradient is gauged by 1 + t instead of σ + t where x &gt; 0: a
 * backend that differentiates the second form adds up 1, t and σ(−x). It inherits what σ does (see
 * {@link Sigmoid}).
 *
 * <p>An infinite logit makes the error infinite unless its target is the class that it is sure of.
 * Of the forms in use, max(x, 0) − x·t + … loses that to ∞ − ∞ for +∞, and (1 − t)·x − log σ(x) for
 * −∞; how the terms are summed may decide it, too. So both +∞ and NaN are in order.
 *
 * @param shape of logits and target, any rank
 */
public record BinaryCrossEntropy(Shape shape) implements Loss {

  @Override
  public List<Operand> operands() {
    return List.of(
        new Operand("logits", shape, Role.DATA), new Operand("target", shape, Role.FRACTION));
  }

  @Override
  public Shape outputShape() {
    return Shape.of(1);
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    double[] x = inputs.get(0).values();
    double[] t = inputs.get(1).values();
    return (index, gauge) -> {
      double sum = 0;
      double magnitude = 0;
      double inherited = 0;
      double limit = 0;
      for (int i = 0; i < x.length; i++) {
        double exponential = Math.exp(-Math.abs(x[i]));
        double logarithm = Math.log1p(exponential);
        sum += Math.max(x[i], 0) - x[i] * t[i] + logarithm;
        magnitude += Math.max(x[i], 0) + Math.abs(x[i] * t[i]) + logarithm;
        inherited += 1 + Elementwise.EXPONENTIAL * exponential / (1 + exponential);
        inherited += ofLogarithmOfSigmoid(x[i], t[i]);
        limit += limit(x[i], t[i]);
      }
      gauge.set(sum / x.length, magnitude / x.length, Elementwise.EXPONENTIAL + x.length + 5);
      gauge.inherit(inherited / x.length);
      if (limit == Double.POSITIVE_INFINITY) {
        gauge.setOr(limit);
        gauge.setOrNan();
      }
    };
  }

  /**
   * What (1 − t)·x − log σ(x) is off by beside the other form: below 0 the logarithm is near x, and
   * rounds relative to it; so do 1 − t and its product with x, unless they are exact.
   */
  private static double ofLogarithmOfSigmoid(double x, double t) {
    double ofProduct = t == 0 ? 0 : 2 * (1 - t);
    return (1 + ofProduct) * Math.max(-x, 0);
  }

  /** An infinite logit's part of the sum: 0 if it is right, or else +∞; NaN for NaN. */
  private static double limit(double x, double t) {
    double wrong = x > 0 ? 1 - t : t;
    return Double.isFinite(x) || (Double.isInfinite(x) && wrong == 0) ? 0 : Math.abs(x);
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] x = inputs.get(0).values();
    double[] t = inputs.get(1).values();
    double g = outputGradient.get(0) / shape.size();
    return (index, gauge) -> {
      double probability = Sigmoid.sigmoid(x[index]);
      gauge.set(
          g * (probability - t[index]),
          Math.abs(g) * ((x[index] > 0 ? 1 : probability) + t[index]),
          Elementwise.EXPONENTIAL + 6);
      gauge.inherit(Math.abs(g) * Sigmoid.slope(x[index]) * Exponentials.asPowerOfTwo(x[index]));
      gauge.flush(g);
    };
  }

  @Override
  public int longestSum() {
    return shape.size();
  }

  /** Maximum, product, exponential, logarithm and three sums: seven operations per element. */
  @Override
  public double forwardFlops() {
    return 7.0 * shape.size();
  }
}
