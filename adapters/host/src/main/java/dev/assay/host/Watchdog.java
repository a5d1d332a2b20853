package dev.assay.host;

import java.io.Closeable;
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

  /**
   * How long something may be waited for that comes of a worker that has ended or was killed: what
   * it wrote before is there at once. Whoever waits for more would learn of the end by that of the
   * connection, unless the backend has forked a process that holds it open too, or the worker hangs
   * in a driver and does not even die of being killed.
   */
  static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private static final int TICKS_PER_MEMORY_CHECK = 5;
  private static final String LATE = "did not answer in time";

  private final Process process;
  private final Limits limits;
  private volatile boolean closed;

  // Together under one lock, so that whoever is killed for being late has not been in time.
  private final AwakeClock clock;
  private @Nullable Awaited awaited;
  private boolean over;
  private boolean timedOut;
  private @Nullable String reason;

  /**
   * What is waited for.
   *
   * @param connection by which it comes
   */
  private record Awaited(Closeable connection, Duration deadline) {}

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
   * @param connection by which it comes; closed if the worker has ended and it does not come
   * @throws IOException if nothing came in time, also if it came while the worker was being killed
   */
  <T> T within(Duration time, Closeable connection, Wait<T> wait) throws IOException {
    begin(time, connection);
    T result;
    try {
      result = wait.get();
    } finally {
      end();
    }
    if (timedOut()) {
      throw new IOException(LATE);
    }
    return result;
  }

  private synchronized void begin(Duration time, Closeable connection) {
    awaited = new Awaited(connection, clock.read().plus(over ? LAST_WORDS : time));
  }

  private synchronized void end() {
    awaited = null;
  }

  private synchronized void look() {
    Duration now = clock.read();
    if (!process.isAlive()) {
      expectNoMore();
    }
    if (awaited == null || now.compareTo(awaited.deadline) <= 0) {
      return;
    }
    if (over) {
      cut(awaited.connection);
      awaited = null;
    } else {
      timedOut = true;
      kill(LATE);
    }
  }

  private void expectNoMore() {
    if (!over && awaited != null) {
      awaited = new Awaited(awaited.connection, clock.read().plus(LAST_WORDS));
    }
    over = true;
  }

  private static void cut(Closeable connection) {
    try {
      connection.close();
    } catch (IOException e) {
      // Whoever waits for more from there is told of it all the same.
    }
  }

  private void watch() {
    for (int tick = 0; !closed; tick++) {
      look();
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

  /**
   * Kills the worker, and what it has started.
   *
   * @param why told of its death, unless it was killed for another reason before
   */
  synchronized void kill(String why) {
    if (reason == null) {
      reason = why;
    }
    ProcessTree.kill(process);
    expectNoMore();
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
