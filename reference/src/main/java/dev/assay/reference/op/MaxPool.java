package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * A max pooling: y is the largest element of each window, and the gradient of y goes to that
 * element alone, the first of equals. A NaN counts as the largest.
 */
sealed interface MaxPool extends Operation permits MaxPool2d, MaxPool3d {

  Pooling windows();

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
    return (index, gauge) -> gauge.select(x[argMax(x, windows.window(index))]);
  }

  /** The position of the first maximum, or of the first NaN. */
  private static int argMax(double[] x, int[] window) {
    int best = window[0];
    for (int position : window) {
      if (!Double.isNaN(x[best]) && (x[position] > x[best] || Double.isNaN(x[position]))) {
        best = position;
      }
    }
    return best;
  }

  @Override
  default Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] x = inputs.get(0).values();
    double[] g = outputGradient.values();
    Pooling windows = windows();
    int[] winners = new int[g.length];
    Arrays.setAll(winners, output -> argMax(x, windows.window(output)));
    return (index, gauge) ->
        windows.forEachOutputOf(
            index,
            output -> {
              if (winners[output] == index) {
                gauge.add(g[output]);
              }
            });
  }

  @Override
  default int longestSum() {
    return windows().windowsPerElement();
  }

  /** One comparison per window element. */
  @Override
  default double forwardFlops() {
    return (double) outputShape().size() * windows().kernelSize();
  }

  @Override
  default boolean isHomogeneous() {
    return true;
  }
}
