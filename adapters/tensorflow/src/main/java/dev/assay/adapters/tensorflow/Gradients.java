package dev.assay.adapters.tensorflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.MaxPool3d;
import org.tensorflow.types.TFloat32;

/**
 * The gradients of an operation in a graph.
 *
 * @param outputs the gradients
 * @param residuals what of the forward pass they are computed from, beside its inputs
 */
record Gradients(List<Output<TFloat32>> outputs, List<Output<?>> residuals) {
  private static final Set<String> INPUTS = Set.of("Placeholder", "Const");

  /** Where oneDNN computes them, their gradients want more than their outputs. */
  private static final Set<String> WITH_WORKSPACE = Set.of(Poolings.MAX_POOL, MaxPool3d.OP_NAME);

  /**
   * Adds gradients to a graph.
   *
   * @param tf adds to a graph that holds the operation, and nothing else
   * @param outputGradient the gradient that is carried back from the output
   * @param wanted which operands' gradients
   */
  static Gradients of(
      Ops tf,
      Call call,
      List<Operand<TFloat32>> operands,
      Operand<TFloat32> output,
      Operand<TFloat32> outputGradient,
      List<Integer> wanted) {
    Graph graph = (Graph) tf.scope().env();
    Set<GraphOperation> forward = new HashSet<>();
    graph.operations().forEachRemaining(forward::add);
    List<Output<TFloat32>> gradients = new ArrayList<>();
    if (call.gradients().isPresent()) {
      List<Operand<TFloat32>> all =
          call.gradients().get().apply(tf, operands, output, outputGradient);
      wanted.forEach(operand -> gradients.add(all.get(operand).asOutput()));
    } else {
      List<Operand<TFloat32>> differentiated = wanted.stream().map(operands::get).toList();
      gradients.addAll(
          derive(graph, output, differentiated, new Output<?>[] {outputGradient.asOutput()}));
    }
    return new Gradients(gradients, residuals(gradients, forward));
  }

  /** Adds the gradients of a loss that TensorFlow derives. */
  static List<Output<TFloat32>> of(
      Ops tf, Operand<TFloat32> loss, List<Operand<TFloat32>> parameters) {
    return derive((Graph) tf.scope().env(), loss, parameters, null);
  }

  private static List<Output<TFloat32>> derive(
      Graph graph,
      Operand<TFloat32> output,
      List<Operand<TFloat32>> operands,
      Output<?> @Nullable [] outputGradient) {
    Output<?>[] gradients =
        graph.addGradients(
            "gradients",
            new Output<?>[] {output.asOutput()},
            operands.stream().map(Operand::asOutput).toArray(Output<?>[]::new),
            outputGradient);
    return Stream.of(gradients).map(gradient -> gradient.expect(TFloat32.class)).toList();
  }

  /** Where the way back from the gradients meets the forward pass. */
  private static List<Output<?>> residuals(
      List<Output<TFloat32>> gradients, Set<GraphOperation> forward) {
    Set<Output<?>> residuals = new LinkedHashSet<>();
    Set<GraphOperation> seen = new HashSet<>();
    Deque<Output<?>> open = new ArrayDeque<>(gradients);
    while (!open.isEmpty()) {
      Output<?> output = open.pop();
      GraphOperation operation = (GraphOperation) output.op();
      if (forward.contains(operation) && !WITH_WORKSPACE.contains(operation.type())) {
        if (!INPUTS.contains(operation.type())) {
          residuals.add(output);
        }
      } else if (seen.add(operation)) {
        operation.inputs().forEach(input -> open.push(input.asOutput()));
      }
    }
    return List.copyOf(residuals);
  }
}
