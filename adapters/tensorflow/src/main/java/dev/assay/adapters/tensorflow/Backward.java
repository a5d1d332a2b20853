package dev.assay.adapters.tensorflow;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The gradients of an operation, where TensorFlow is not to derive them. */
@FunctionalInterface
interface Backward {
  /**
   * Adds the gradients to a graph.
   *
   * @param output what the operation computed
   * @param outputGradient the gradient that is carried back from it
   * @return one for each operand
   */
  List<Operand<TFloat32>> apply(
      Ops tf,
      List<Operand<TFloat32>> operands,
      Operand<TFloat32> output,
      Operand<TFloat32> outputGradient);
}
