package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * An operation with all its parameters and shapes: the whole truth about it in one record.
 *
 * <p>The record validates its parameters, and refuses those that make no operation by an {@link
 * InvalidOperationException} that says which and why; it derives its shapes, and defines every
 * element of its output and of its gradients on its own, as a formula over the inputs. Elements are
 * independent, so the oracle can compute all of them, in parallel, or only a sample of a problem
 * that is too large; a reader need only check one element's formula.
 *
 * <p>A problem's text names the record's components: component {@code stride} prints as {@code
 * stride=2x2} and is left out when it equals its {@link Default}.
 */
public sealed interface Operation
    permits Add,
        AveragePool,
        Composite,
        Concat,
        Contraction,
        Elementwise,
        Flatten,
        ForwardOnly,
        IdentityShortcut,
        LogSoftmax,
        LocalResponseNorm,
        Loss,
        MaxPool,
        Normalization,
        OneDimensional,
        Softmax {

  /** The inputs, in order: the data first. */
  List<Operand> operands();

  Shape outputShape();

  /** All outputs: one, unless it is a {@link Composite}. */
  default List<Output> outputs() {
    return List.of(new Output("output", outputShape()));
  }

  /**
   * Every output, element by element.
   *
   * @param inputs one tensor per operand, not modified
   */
  default List<Formula> forwardAll(List<Tensor> inputs) {
    return List.of(forward(inputs));
  }

  /**
   * The output, element by element.
   *
   * @param inputs one tensor per operand, not modified
   */
  Formula forward(List<Tensor> inputs);

  /**
   * The gradient of a differentiable operand, element by element: Σ over outputs j of
   * (∂y_j/∂operand_i)·g_j.
   *
   * @param inputs one tensor per operand, not modified
   * @param outputGradient g, of the output's shape, not modified
   * @param operand which operand, as a position in {@link #operands}
   * @throws UnsupportedOperationException if {@link #directions} has forward alone
   */
  Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand);

  /**
   * The most terms that any element of the output or of a gradient sums up. Integer fills are
   * chosen so small that sums of this length stay exact.
   */
  int longestSum();

  /** The work of the forward direction in floating-point operations; see {@link Cost}. */
  double forwardFlops();

  /**
   * Whether op(x + z) = op(x) + op(z), where x and z are all operands that are data or constants,
   * and the others are the same.
   */
  default boolean isLinear() {
    return false;
  }

  /**
   * Whether op(a·x) = a·op(x) for every a &gt; 0, and so ⟨op(x), g⟩ = ⟨x, ∂x⟩ (Euler): what is
   * linear, or is so as long as the same elements win or have the same sign.
   */
  default boolean isHomogeneous() {
    return isLinear();
  }

  /** Whether each run draws random numbers, so that no two runs have the same results. */
  default boolean isRandom() {
    return false;
  }

  /** What a network that is no longer trained computes in its place. */
  default Operation forInference() {
    return this;
  }

  /** What the examples of a batch have to do with each other. */
  default Examples examples() {
    return Examples.INDEPENDENT;
  }

  /** The directions this operation has: all of them if it has parameters to learn. */
  default Set<Direction> directions() {
    boolean learns = operands().stream().anyMatch(o -> o.role() == Operand.Role.PARAMETER);
    return learns
        ? EnumSet.allOf(Direction.class)
        : EnumSet.of(Direction.FORWARD, Direction.BACKWARD_DATA);
  }

  /**
   * Floating-point operations of one direction: the gradients of data and weights each cost as much
   * as forward.
   */
  default double flops(Direction direction) {
    return direction == Direction.BACKWARD ? 2 * forwardFlops() : forwardFlops();
  }

  /**
   * {@code conv2d}, {@code max-pool2d}, {@code leaky-relu}: the record's name in a problem's text.
   */
  default String name() {
    return OperationText.nameOf(getClass());
  }
}
