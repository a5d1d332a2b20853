package dev.assay.verify.law;

import dev.assay.reference.op.Operand;
import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.OperationText;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Parts of a batch. */
final class Shards {
  private Shards() {}

  /** How many examples there are. */
  static int batch(Operation operation) {
    return operation.operands().get(0).shape().dimension(0);
  }

  /**
   * Whether all examples share an operand: a parameter, or what is used as it is (a running mean)
   * and has no number for each of their elements.
   */
  static boolean isShared(Operation operation, int operand) {
    Operand own = operation.operands().get(operand);
    boolean asItIs = own.role() == Role.CONSTANT || own.role() == Role.POSITIVE;
    return own.role() == Role.PARAMETER
        || (asItIs && !own.shape().equals(operation.operands().get(0).shape()));
  }

  /** The examples in the opposite order. */
  static Tensor reversed(Tensor x) {
    int last = x.shape().dimension(0) - 1;
    int example = x.shape().stride(0);
    return Tensors.like(x, i -> x.get((last - i / example) * example + i % example));
  }

  /** Both halves of a batch, the second at least as large. */
  static List<Request> halves(Problem problem, List<Tensor> inputs) {
    int batch = batch(problem.operation());
    return List.of(part(problem, inputs, 0, batch / 2), part(problem, inputs, batch / 2, batch));
  }

  private static Request part(Problem problem, List<Tensor> inputs, int from, int to) {
    Operation operation = problem.operation();
    Problem part = problem.with(resized(operation, to - from), problem.direction());
    List<Tensor> parts = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      boolean gradient = i == operation.operands().size();
      boolean shared =
          gradient
              ? operation.outputShape().dimension(0) != batch(operation)
              : isShared(operation, i);
      parts.add(shared ? inputs.get(i) : Tensors.slice(inputs.get(i), 0, from, to));
    }
    return Request.of(part, parts);
  }

  private static Operation resized(Operation operation, int batch) {
    List<String> names =
        OperationText.print(operation).stream().map(word -> word.split("=", 2)[0]).toList();
    if (names.contains("n")) {
      return Variant.of(operation, Map.of("n", batch));
    }
    return names.contains("shape")
        ? Variant.of(
            operation,
            Map.of("shape", Tensors.resized(operation.operands().get(0).shape(), 0, batch)))
        : Variant.of(operation, Map.of("size", batch));
  }
}
