package dev.assay.reference.op;

import java.util.function.Supplier;

/**
 * Makes operations whose parameters make no sense, such as a stride of 0: to hand them to a backend
 * and see whether it refuses them. Whatever else is asked of such an operation is undefined.
 */
public final class Unchecked {
  private static final ThreadLocal<Boolean> ACTIVE = ThreadLocal.withInitial(() -> false);

  private Unchecked() {}

  /** Runs code whose operations are not checked, those it makes of others included. */
  public static <T> T get(Supplier<T> code) {
    ACTIVE.set(true);
    try {
      return code.get();
    } finally {
      ACTIVE.remove();
    }
  }

  static boolean isActive() {
    return ACTIVE.get();
  }
}
