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
  static final Duration TICK = Duration.ofMillis(20);

  private static final int TICKS_PER_MEMORY_CHECK = 5;
  private static final String LATE = "did not answer in time";

  private final Process process;
  private final Limits limits;
  private volatile boolean closed;

  // Together under one lock, so that whoever is killed for being late has not been in time.
  private final AwakeClock clock;
  private @Nullable Duration deadline;
  private boolean timedOut;
  private @Nullable String reason;

  Watchdog(Process process, Limits limits) {
    this(process, limits, new AwakeClock(TICK));
  }

  Watchdog(Process process, Limits limits, AwakeClock clock) {
    this.process = process;
    this.limits = limits;
    this.clock = clock;
    Thread thread = new Thread(this::watch, "worker-watchdog");
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits for something of the worker's. */
  @FunctionalInterface
  interface Wait<T> {
    T get() throws IOException;
  }

  /**
   * Waits, but kills the worker if that takes longer than {@code time}, in which this process was
   * awake.
   *
   * @throws IOException if nothing came in time, also if it came while the worker was being killed
   */
  <T> T within(Duration time, Wait<T> wait) throws IOException {
    allow(time);
    T result;
    try {
      result = wait.get();
    } finally {
      allow(null);
    }
    if (timedOut()) {
      throw new IOException(LATE);
    }
    return result;
  }

  /** From now on; for ever if that is null. */
  private synchronized void allow(@Nullable Duration time) {
    Duration now = clock.read();
    deadline = time == null ? null : now.plus(time);
  }

  private synchronized void killIfLate() {
    Duration now = clock.read();
    if (deadline != null && now.compareTo(deadline) > 0) {
      timedOut = true;
      kill(LATE);
    }
  }

  private void watch() {
    for (int tick = 0; process.isAlive() && !closed; tick++) {
      killIfLate();
      if (tick % TICKS_PER_MEMORY_CHECK == 0) {
        limits.exceeded(process).ifPresent(this::kill);
      }
      try {
        Thread.sleep(TICK.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  synchronized void kill(String why) {
    if (reason == null) {
      reason = why;
    }
    process.destroyForcibly();
  }

  synchronized boolean timedOut() {
    return timedOut;
  }

  /** Why the worker was killed, if it was. */
  synchronized Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  @Override
  public void close() {
    closed = true;
  }
}
