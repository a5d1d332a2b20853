package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * An average pooling: y is the sum of each window, divided by d.
 *
 * <p>The divisor d counts the elements of the window that lie inside the input or, if padding
 * counts, inside the padded input; what a partial last window (rounding up) covers beyond the
 * padding is never counted (the convention of Caffe and PyTorch).
 */
sealed interface AveragePool extends Operation permits AveragePool2d, AveragePool3d {

  /** A division, or a rounded reciprocal and a multiplication. */
  int DIVISION = 2;

  Pooling windows();

  /** Whether the divisor counts padding. */
  boolean countPad();

  @Override
  default List<Operand> operands() {
    return List.of(new Operand("x", windows().inputShape(), Role.DATA));
  }

  @Override
  default Shape outputShape() {
    return windows().outputShape();
  }

  @Override
  default Formula forward(List<Tensor> inputs) {
    double[] x = inputs.get(0).values();
    Pooling windows = windows();
    return (index, gauge) -> {
      int[] window = windows.window(index);
      for (int position : window) {
        gauge.add(x[position]);
      }
      gauge.scale(1.0 / (countPad() ? windows.paddedSize(index) : window.length));
      // Some backends divide each element before they add it, so even integer sums are not exact.
      gauge.set(gauge.value(), gauge.magnitude(), DIVISION + gauge.terms());
    };
  }

  @Override
  default Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] shares = outputGradient.values().clone();
    Pooling windows = windows();
    for (int output = 0; output < shares.length; output++) {
      shares[output] /= countPad() ? windows.paddedSize(output) : windows.window(output).length;
    }
    return (index, gauge) -> {
      windows.forEachOutputOf(index, output -> gauge.add(shares[output]));
      // Each quotient is rounded before it is added, so here even integer sums are not exact.
      gauge.set(gauge.value(), gauge.magnitude(), DIVISION + gauge.terms());
    };
  }

  @Override
  default int longestSum() {
    return Math.max(windows().kernelSize(), windows().windowsPerElement());
  }

  /** One addition per window element. */
  @Override
  default double forwardFlops() {
    return (double) outputShape().size() * windows().kernelSize();
  }

  @Override
  default boolean isLinear() {
    return true;
  }
}
