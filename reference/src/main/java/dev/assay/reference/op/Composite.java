package dev.assay.reference.op;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * An operation made of others: a network. Sums follow sums, so none of them is exact, and the fill
 * is that of signed reals: small ones, as of images that were normalised, or large ones, as of
 * pixels.
 */
public sealed interface Composite extends Operation permits Inference, TrainingStep {

  /** Whose layers they are. */
  Architecture network();

  /** What the operations are those of. */
  Network layers();

  /** Everything that it computes, each operation as one by itself computes it. */
  List<Operation> operations();

  @Override
  default Set<Direction> directions() {
    return EnumSet.of(Direction.FORWARD);
  }

  /** The shape of the first output, the logits. */
  @Override
  default Shape outputShape() {
    return outputs().get(0).shape();
  }

  @Override
  List<Output> outputs();

  /**
   * Every output, element by element, with bounds for a backend that multiplies in some precision.
   *
   * @param inputs one tensor per operand, not modified
   * @param passes of which the bounds are made
   */
  List<Formula> forwardAll(List<Tensor> inputs, ProductPrecision precision, NoisyPasses passes);

  @Override
  default List<Formula> forwardAll(List<Tensor> inputs) {
    return forwardAll(inputs, ProductPrecision.F32, NoisyPasses.FEW);
  }

  @Override
  default Formula forward(List<Tensor> inputs) {
    return forwardAll(inputs).get(0);
  }

  @Override
  default Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    throw new UnsupportedOperationException(name() + " has no gradient");
  }

  /** In training they share statistics, and outputs are of no example. */
  @Override
  default Examples examples() {
    return Examples.MIXED;
  }

  /** No integers are so small that sums of sums of them stay exact. */
  @Override
  default int longestSum() {
    return Integer.MAX_VALUE;
  }
}
