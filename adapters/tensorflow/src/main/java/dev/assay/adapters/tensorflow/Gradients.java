package dev.assay.adapters.tensorflow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;

/**
 * Gradients as TensorFlow adds them to a graph.
 *
 * @param outputs the gradients
 * @param residuals what of the forward pass they are computed from, beside its inputs
 */
record Gradients(List<Output<TFloat32>> outputs, List<Output<TFloat32>> residuals) {
  private static final String PREFIX = "gradients";
  private static final Set<String> INPUTS = Set.of("Placeholder", "Const");

  /**
   * Adds gradients to a graph.
   *
   * @param output what is differentiated
   * @param outputGradient the gradient that is to be carried back from it
   * @param operands with respect to what
   */
  static Gradients of(
      Graph graph,
      Operand<TFloat32> output,
      Operand<TFloat32> outputGradient,
      List<Operand<TFloat32>> operands) {
    Output<?>[] added =
        graph.addGradients(
            PREFIX,
            new Output<?>[] {output.asOutput()},
            operands.stream().map(Operand::asOutput).toArray(Output<?>[]::new),
            new Output<?>[] {outputGradient.asOutput()});
    List<Output<TFloat32>> gradients =
        Stream.of(added).map(gradient -> gradient.expect(TFloat32.class)).toList();
    return new Gradients(gradients, residuals(gradients));
  }

  /** Where the way back from the gradients leaves what was added for them. */
  private static List<Output<TFloat32>> residuals(List<Output<TFloat32>> gradients) {
    Set<Output<TFloat32>> residuals = new LinkedHashSet<>();
    Set<GraphOperation> seen = new LinkedHashSet<>();
    Deque<Output<?>> open = new ArrayDeque<>(gradients);
    while (!open.isEmpty()) {
      Output<?> output = open.pop();
      GraphOperation operation = (GraphOperation) output.op();
      if (!operation.name().startsWith(PREFIX)) {
        if (output.dataType() == DataType.DT_FLOAT && !INPUTS.contains(operation.type())) {
          residuals.add(output.expect(TFloat32.class));
        }
      } else if (seen.add(operation)) {
        operation.inputs().forEach(input -> open.push(input.asOutput()));
      }
    }
    return List.copyOf(residuals);
  }
}
