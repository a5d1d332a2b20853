package dev.assay.spi;

import dev.assay.reference.op.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What each operation becomes in a library's terms, for backends that compute operations alone and
 * as layers of networks: a line each. Whatever has no line is unsupported by itself.
 *
 * @param <T> what an operation becomes in the library's terms
 */
public final class Vocabulary<T> {
  private final Map<Class<? extends Operation>, Function<Operation, T>> byOperation =
      new HashMap<>();

  /** Adds a line: what an operation becomes. */
  public <O extends Operation> void on(Class<O> operation, Function<? super O, T> lowering) {
    byOperation.put(operation, values -> lowering.apply(operation.cast(values)));
  }

  /** Says why an operation cannot be computed. */
  public void unsupported(Class<? extends Operation> operation, String reason) {
    byOperation.put(
        operation,
        values -> {
          throw new UnsupportedProblemException(reason);
        });
  }

  /** Whether there is a line for an operation. */
  public boolean has(Operation operation) {
    return byOperation.containsKey(operation.getClass());
  }

  /** All that there are lines for. */
  public Set<Class<? extends Operation>> operations() {
    return Set.copyOf(byOperation.keySet());
  }

  /**
   * What an operation becomes.
   *
   * @throws UnsupportedProblemException if the operation has no line, or its line says so
   */
  public T of(Operation operation) {
    Function<Operation, T> lowering = byOperation.get(operation.getClass());
    if (lowering == null) {
      throw new UnsupportedProblemException("no " + operation.name());
    }
    return lowering.apply(operation);
  }
}
