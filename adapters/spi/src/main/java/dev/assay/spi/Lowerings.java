package dev.assay.spi;

import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which operations a backend can compute, and how: one line {@code on(Conv2d.class, this::conv2d)}
 * each. Whatever has no line is unsupported by itself.
 */
public final class Lowerings {
  private final Map<Class<? extends Operation>, Lowering<Operation>> byOperation = new HashMap<>();

  /**
   * Turns an operation into calls of the backend.
   *
   * @param <O> the operation
   */
  @FunctionalInterface
  public interface Lowering<O extends Operation> {
    Execution prepare(O operation, Problem problem, List<Tensor> inputs);
  }

  public <O extends Operation> Lowerings on(Class<O> operation, Lowering<? super O> lowering) {
    byOperation.put(
        operation,
        (any, problem, inputs) -> lowering.prepare(operation.cast(any), problem, inputs));
    return this;
  }

  /**
   * Prepares a problem by its operation's line.
   *
   * @throws UnsupportedProblemException if the operation has no line
   */
  public Execution prepare(Problem problem, List<Tensor> inputs) {
    Operation operation = problem.operation();
    Lowering<Operation> lowering = byOperation.get(operation.getClass());
    if (lowering == null) {
      throw new UnsupportedProblemException("no " + operation.name());
    }
    return lowering.prepare(operation, problem, inputs);
  }
}
