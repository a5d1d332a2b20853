package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * One-hot encoding of labels: y[n,i] = 1 where i is the label of n, else 0.
 *
 * <p>labels are [n], whole numbers from 0 to classes − 1; y is [n, classes].
 *
 * @param n how many labels
 * @param classes number of classes
 */
public record OneHot(int n, int classes) implements ForwardOnly {

  public OneHot {
    Check.atLeast(1, "n", n);
    Check.atLeast(1, "classes", classes);
    Check.elements("output", n, classes);
  }

  @Override
  public List<Operand> operands() {
    return List.of(Operand.labels("labels", Shape.of(n), classes));
  }

  @Override
  public Shape outputShape() {
    return Shape.of(n, classes);
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    double[] labels = inputs.get(0).values();
    return (index, gauge) -> gauge.select(index % classes == labels[index / classes] ? 1 : 0);
  }

  @Override
  public int longestSum() {
    return 1;
  }

  /** One comparison per element. */
  @Override
  public double forwardFlops() {
    return (double) n * classes;
  }
}
