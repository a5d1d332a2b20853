package dev.assay.spi;

import dev.assay.reference.op.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * How a library says each operation, for backends that compute operations alone and as layers of
 * networks: a line each. Whatever has no line is unsupported by itself.
 *
 * @param <T> what an operation becomes in the library's terms
 */
public final class Vocabulary<T> {
  private final Map<Class<?>, Function<Operation, T>> byOperation = new HashMap<>();

  /** Says how an operation is said. */
  public <O extends Operation> void on(Class<O> operation, Function<? super O, T> saying) {
    byOperation.put(operation, values -> saying.apply(operation.cast(values)));
  }

  /** Says why an operation cannot be said. */
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

  /**
   * What an operation becomes.
   *
   * @throws UnsupportedProblemException if it cannot be said
   */
  public T of(Operation operation) {
    Function<Operation, T> saying = byOperation.get(operation.getClass());
    if (saying == null) {
      throw new UnsupportedProblemException("no " + operation.name());
    }
    return saying.apply(operation);
  }
}
