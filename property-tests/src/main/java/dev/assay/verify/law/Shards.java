package dev.assay.verify.law;

import dev.assay.reference.op.Adam;
import dev.assay.reference.op.ArgMax;
import dev.assay.reference.op.BatchNormInference;
import dev.assay.reference.op.BatchNormStatistics;
import dev.assay.reference.op.Concat;
import dev.assay.reference.op.CrossEntropy;
import dev.assay.reference.op.LayerNorm;
import dev.assay.reference.op.LogSoftmax;
import dev.assay.reference.op.MeanSquaredError;
import dev.assay.reference.op.Momentum;
import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.OperationText;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Parts of a batch. */
final class Shards {
  private Shards() {}

  /** Whether an output depends on more than one example, or lies elsewhere than its example. */
  static boolean mixes(Operation operation) {
    return operation instanceof CrossEntropy
        || operation instanceof MeanSquaredError
        || operation instanceof Momentum
        || operation instanceof Adam
        || operation instanceof BatchNormInference
        || operation instanceof BatchNormStatistics
        || (operation instanceof LayerNorm norm && norm.axes() == norm.shape().rank())
        || (operation instanceof Softmax softmax && softmax.axis() == 0)
        || (operation instanceof LogSoftmax softmax && softmax.axis() == 0)
        || (operation instanceof ArgMax argMax && argMax.axis() == 0)
        || (operation instanceof Concat concat && concat.axis() == 0);
  }

  /** How many examples there are. */
  static int batch(Operation operation) {
    return operation.operands().get(0).shape().dimension(0);
  }

  /** Both halves of a batch, the second at least as large. */
  static List<Request> halves(Problem problem, List<Tensor> inputs) {
    int batch = batch(problem.operation());
    return List.of(part(problem, inputs, 0, batch / 2), part(problem, inputs, batch / 2, batch));
  }

  private static Request part(Problem problem, List<Tensor> inputs, int from, int to) {
    Operation operation = problem.operation();
    Problem part =
        new Problem(
            resized(operation, to - from),
            problem.direction(),
            problem.type(),
            problem.fill(),
            problem.seed());
    List<Tensor> parts = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      boolean gradient = i == operation.operands().size();
      boolean shared =
          gradient
              ? operation.outputShape().dimension(0) != batch(operation)
              : operation.operands().get(i).role() == Role.PARAMETER;
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
