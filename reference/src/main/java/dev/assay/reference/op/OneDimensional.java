package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An operation on sequences, NCL: what the two-dimensional operation does to images of height 1.
 *
 * <p>Tensors only lose the height; every element keeps its row-major position, so the formulas are
 * those of two dimensions.
 */
public sealed interface OneDimensional extends Operation permits AveragePool1d, Conv1d, MaxPool1d {
  int HEIGHT = 2;

  /** The same operation on images of height 1. */
  Operation ofHeightOne();

  /** An operation on sequences as one on images; any other as it is. */
  static Operation onImages(Operation operation) {
    return operation instanceof OneDimensional sequences ? sequences.ofHeightOne() : operation;
  }

  /** Images of height 1 as sequences; a bias has no height to lose. */
  private static Shape flat(Shape shape) {
    return shape.rank() <= HEIGHT
        ? shape
        : Shape.of(
            IntStream.range(0, shape.rank())
                .filter(axis -> axis != HEIGHT)
                .map(shape::dimension)
                .toArray());
  }

  /** The tensors of a sequence's problem as those of {@link #ofHeightOne}, values shared. */
  default List<Tensor> asImages(List<Tensor> inputs) {
    Operation images = ofHeightOne();
    int operands = images.operands().size();
    return IntStream.range(0, inputs.size())
        .mapToObj(
            i ->
                inputs
                    .get(i)
                    .reshape(
                        i < operands ? images.operands().get(i).shape() : images.outputShape()))
        .toList();
  }

  @Override
  default List<Operand> operands() {
    return ofHeightOne().operands().stream()
        .map(operand -> new Operand(operand.name(), flat(operand.shape()), operand.role()))
        .toList();
  }

  @Override
  default Shape outputShape() {
    return flat(ofHeightOne().outputShape());
  }

  @Override
  default Formula forward(List<Tensor> inputs) {
    return ofHeightOne().forward(asImages(inputs));
  }

  @Override
  default Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    Operation images = ofHeightOne();
    return images.gradient(asImages(inputs), outputGradient.reshape(images.outputShape()), operand);
  }

  @Override
  default int longestSum() {
    return ofHeightOne().longestSum();
  }

  @Override
  default double forwardFlops() {
    return ofHeightOne().forwardFlops();
  }

  @Override
  default boolean isLinear() {
    return ofHeightOne().isLinear();
  }

  @Override
  default boolean isHomogeneous() {
    return ofHeightOne().isHomogeneous();
  }
}
