package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Cross entropy from logits, averaged over the mini-batch, fused with the softmax:
 *
 * <pre>
 *   E = −1/n · Σ_n Σ_i t[n,i]·log softmax(x[n])_i        ∂x[n,i] = g/n · (softmax(x[n])_i·Σ_j t[n,j] − t[n,i])
 * </pre>
 *
 * The target t holds a probability distribution per row: a one-hot label or a soft one. E has shape
 * [1].
 *
 * <p>0·log 0 is 0, its limit: where a logit is −∞ and its target 0, the class is neither possible
 * nor wanted. Whoever takes a class index for the target leaves that term out; whoever multiplies
 * each logarithm by a probability loses it to 0·(−∞). So NaN is in order there as well.
 *
 * <p>Error gauge: the relative error of Σ e^x becomes an absolute error of its logarithm; the
 * weighted sum and the mean round relative to their terms; the rest is inherited from the exponents
 * and the differences (see {@link Exponentials}). A backend may well get the softmax of the
 * gradient as the exponential of its logarithm, so the gradient inherits the logarithm's error.
 *
 * @param n mini-batch size
 * @param classes number of classes
 */
public record CrossEntropy(int n, int classes) implements Loss {

  private static final int LOGITS = 0;
  private static final int TARGET = 1;

  public CrossEntropy {
    Check.atLeast(1, "n", n);
    Check.atLeast(1, "classes", classes);
    Check.elements("logits", n, classes);
  }

  @Override
  public List<Operand> operands() {
    return List.of(
        new Operand("logits", Shape.of(n, classes), Role.DATA),
        new Operand("target", Shape.of(n, classes), Role.DISTRIBUTION));
  }

  @Override
  public Shape outputShape() {
    return Shape.of(1);
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    double[] t = inputs.get(TARGET).values();
    Exponentials[] rows = rows(inputs.get(LOGITS).values());
    return (index, gauge) -> {
      double sum = 0;
      double magnitude = 0;
      double inherited = 0;
      boolean isLimit = false;
      for (int i = 0; i < t.length; i++) {
        Exponentials row = rows[i / classes];
        double logarithm = row.logProbability(i);
        if (t[i] == 0 && logarithm == Double.NEGATIVE_INFINITY) {
          isLimit = true;
        } else {
          sum -= t[i] * logarithm;
          magnitude += t[i] * (1 + Math.abs(logarithm));
          inherited += t[i] * row.logProbabilityError(i);
        }
      }
      gauge.set(sum / n, magnitude / n, Elementwise.EXPONENTIAL + 2 * classes + n + 3);
      gauge.inherit(inherited / n);
      if (isLimit) {
        gauge.setOrNan();
      }
    };
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] t = inputs.get(TARGET).values();
    Exponentials[] rows = rows(inputs.get(LOGITS).values());
    double[] masses = new double[n];
    for (int i = 0; i < t.length; i++) {
      masses[i / classes] += t[i];
    }
    double g = outputGradient.get(0) / n;
    return (index, gauge) -> {
      Exponentials row = rows[index / classes];
      double part = row.probability(index) * masses[index / classes];
      gauge.set(
          g * (part - t[index]),
          Math.abs(g) * (part + t[index]),
          2 * Elementwise.EXPONENTIAL + 2 * classes + 6);
      gauge.inherit(Math.abs(g) * part * row.probabilityOfLogarithmError(index));
      gauge.flush(g);
    };
  }

  private Exponentials[] rows(double[] logits) {
    return Exponentials.of(logits, new Rows(Shape.of(n, classes), 1), 1);
  }

  @Override
  public int longestSum() {
    return classes;
  }

  /** Shift, exponential, sum, logarithm and product: five operations per logit. */
  @Override
  public double forwardFlops() {
    return 5.0 * n * classes;
  }
}
