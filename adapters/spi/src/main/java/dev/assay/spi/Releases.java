package dev.assay.spi;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is to be released together, the latest first. All of it is, though some of that may fail;
 * the failure that is told is the first, and the others are {@linkplain Throwable#getSuppressed
 * with it}.
 */
public final class Releases implements AutoCloseable {
  private final Deque<Runnable> open = new ArrayDeque<>();

  /** Has something released together with the rest. */
  public void add(Runnable release) {
    open.push(release);
  }

  /** Releases what was made before something failed, which stays what is told. */
  public static void after(Throwable failure, Runnable release) {
    try {
      release.run();
    } catch (RuntimeException | Error e) {
      failure.addSuppressed(e);
    }
  }

  /** Releases everything. It can be used again. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().run();
      } catch (RuntimeException | Error e) {
        after(e, this::close);
        throw e;
      }
    }
  }
}
