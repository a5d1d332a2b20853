package dev.assay.host;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Kills a worker that takes too long or too much memory. No time-out of Java's stops a hung native
 * call, so the process has to go.
 */
final class Watchdog implements AutoCloseable {
  private static final long TICK_MILLIS = 20;
  private static final int TICKS_PER_MEMORY_CHECK = 5;
  private static final long NO_DEADLINE = Long.MAX_VALUE;

  private final Process process;
  private final Limits limits;
  private final long started = System.nanoTime();
  private volatile long deadline = NO_DEADLINE;
  private volatile boolean timedOut;
  private volatile boolean closed;
  private volatile @Nullable String reason;

  Watchdog(Process process, Limits limits) {
    this.process = process;
    this.limits = limits;
    Thread thread = new Thread(this::watch, "worker-watchdog");
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits for something of the worker's. */
  @FunctionalInterface
  interface Wait<T> {
    T get() throws IOException;
  }

  /** Waits, but kills the worker if that takes longer than {@code time}. */
  <T> T within(Duration time, Wait<T> wait) throws IOException {
    deadline = System.nanoTime() - started + time.toNanos();
    try {
      return wait.get();
    } finally {
      deadline = NO_DEADLINE;
    }
  }

  private void watch() {
    for (int tick = 0; process.isAlive() && !closed; tick++) {
      if (System.nanoTime() - started > deadline) {
        timedOut = true;
        kill("did not answer in time");
      }
      if (tick % TICKS_PER_MEMORY_CHECK == 0) {
        limits.exceeded(process).ifPresent(this::kill);
      }
      try {
        Thread.sleep(TICK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  void kill(String why) {
    if (reason == null) {
      reason = why;
    }
    process.destroyForcibly();
  }

  boolean timedOut() {
    return timedOut;
  }

  /** Why the worker was killed, if it was. */
  Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  @Override
  public void close() {
    closed = true;
  }
}
