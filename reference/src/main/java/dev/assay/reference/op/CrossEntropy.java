package dev.assay.reference.op;

import dev.assay.reference.numeric.Gauge;
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
 * <p>Error gauge: log softmax is x_i − max − log Σ e^{x_j − max}; each of the three parts is
 * rounded relative to itself, and the logarithm's argument carries the relative error of a softmax
 * denominator.
 *
 * @param n mini-batch size
 * @param classes number of classes
 */
public record CrossEntropy(int n, int classes) implements Operation {

  private static final int LOGITS = 0;
  private static final int TARGET = 1;

  public CrossEntropy {
    Check.atLeast(1, "n", n);
    Check.atLeast(1, "classes", classes);
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
  public void forward(List<Tensor> inputs, int index, Gauge gauge) {
    double[] x = inputs.get(LOGITS).values();
    double[] t = inputs.get(TARGET).values();
    double sum = 0;
    double magnitude = 0;
    for (int row = 0; row < n; row++) {
      Softmaxed softmax = new Softmaxed(x, row);
      for (int i = row * classes; i < (row + 1) * classes; i++) {
        sum -= t[i] * (x[i] - softmax.maximum - Math.log(softmax.sum));
        magnitude += t[i] * (Math.abs(x[i]) + softmax.reach());
      }
    }
    gauge.set(sum / n, magnitude / n, roundings() + n + 3);
  }

  @Override
  public void gradient(
      List<Tensor> inputs, Tensor outputGradient, int operand, int index, Gauge gauge) {
    double[] x = inputs.get(LOGITS).values();
    double[] t = inputs.get(TARGET).values();
    int row = index / classes;
    Softmaxed softmax = new Softmaxed(x, row);
    double mass = 0;
    for (int i = row * classes; i < (row + 1) * classes; i++) {
      mass += t[i];
    }
    double y = Math.exp(x[index] - softmax.maximum) / softmax.sum;
    double g = outputGradient.get(0) / n;
    double magnitude = y * mass * (1 + Math.abs(x[index]) + softmax.reach()) + t[index];
    gauge.set(g * (y * mass - t[index]), Math.abs(g) * magnitude, roundings() + 4);
  }

  private int roundings() {
    return Elementwise.EXPONENTIAL + 2 * classes + 4;
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

  /** The softmax denominator of one row, shifted by the row's maximum. */
  private final class Softmaxed {
    private double maximum = Double.NEGATIVE_INFINITY;
    private double sum;
    private double weightedExponent;

    Softmaxed(double[] x, int row) {
      int first = row * classes;
      for (int i = first; i < first + classes; i++) {
        maximum = Math.max(maximum, x[i]);
      }
      for (int i = first; i < first + classes; i++) {
        double e = Math.exp(x[i] - maximum);
        sum += e;
        weightedExponent += e * (Math.abs(x[i]) + Math.abs(maximum));
      }
    }

    /** What one relative rounding on the way can move log Σ and max by. */
    double reach() {
      return 1 + 2 * Math.abs(maximum) + Math.abs(Math.log(sum)) + weightedExponent / sum;
    }
  }
}
