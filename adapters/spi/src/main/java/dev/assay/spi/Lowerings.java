package dev.assay.spi;

import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Which operations a backend can compute, and how: one line {@code on(Conv2d.class, this::conv2d)}
 * each. It is a {@link Vocabulary} in which an operation becomes the execution of a problem.
 */
public final class Lowerings {
  private final Vocabulary<Preparation> vocabulary = new Vocabulary<>();

  /** A lowering of one operation. */
  private interface Preparation {
    Execution prepare(Problem problem, List<Tensor> inputs);
  }

  /**
   * Turns an operation into calls of the backend.
   *
   * @param <O> the operation
   */
  @FunctionalInterface
  public interface Lowering<O extends Operation> {
    Execution prepare(O operation, Problem problem, List<Tensor> inputs);
  }

  /** Adds a line: how an operation is computed. */
  public <O extends Operation> Lowerings on(Class<O> operation, Lowering<? super O> lowering) {
    vocabulary.on(
        operation, values -> (problem, inputs) -> lowering.prepare(values, problem, inputs));
    return this;
  }

  /** Says why an operation cannot be computed. */
  public Lowerings unsupported(Class<? extends Operation> operation, String reason) {
    vocabulary.unsupported(operation, reason);
    return this;
  }

  /**
   * Prepares a problem by its operation's line.
   *
   * @throws UnsupportedProblemException if the operation has no line, or its line says so
   */
  public Execution prepare(Problem problem, List<Tensor> inputs) {
    return vocabulary.of(problem.operation()).prepare(problem, inputs);
  }
}
