package dev.assay.adapters.tensorflow;

import java.util.List;
import java.util.Optional;

/**
 * How an operation is said in TensorFlow's terms.
 *
 * @param formula what to compute
 * @param gradients how its gradients are computed, unless TensorFlow is to derive them
 * @param operands how the first operands lie; all others lie as in the problem
 * @param output how the output lies
 */
record Call(Formula formula, Optional<Backward> gradients, List<Layout> operands, Layout output) {

  /** One whose gradients TensorFlow derives. */
  Call(Formula formula, List<Layout> operands, Layout output) {
    this(formula, Optional.empty(), operands, output);
  }

  /** One whose tensors lie as in the problem. */
  static Call asIs(Formula formula) {
    return new Call(formula, List.of(), Layout.AS_IS);
  }

  /** One whose data lie in the layout of its output, and all else as in the problem. */
  static Call of(Formula formula, Layout data) {
    return new Call(formula, List.of(data), data);
  }

  /** The same with gradients of its own. */
  Call with(Backward backward) {
    return new Call(formula, Optional.of(backward), operands, output);
  }

  Layout operand(int position) {
    return position < operands.size() ? operands.get(position) : Layout.AS_IS;
  }
}
