package dev.assay.host;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A clock that stands still while this process does: stopped by Ctrl-Z, frozen with its container.
 * Whoever waits for another process, which stands still then too, must not count that. To be read
 * at every tick of the one who waits: of the time since the reading before, ten ticks count at
 * most. To be used by one thread at a time.
 */
public final class AwakeClock {
  private static final long MOST_TICKS = 10;

  private final LongSupplier nanoTime;
  private final long most;
  private long last;
  private long awake;

  /**
   * Begins at 0.
   *
   * @param tick how often it is read
   */
  public AwakeClock(Duration tick) {
    this(tick, System::nanoTime);
  }

  AwakeClock(Duration tick, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.most = MOST_TICKS * tick.toNanos();
    this.last = nanoTime.getAsLong();
  }

  /** How long this process has been awake since the clock began. */
  public Duration read() {
    long now = nanoTime.getAsLong();
    awake += Math.min(now - last, most);
    last = now;
    return Duration.ofNanos(awake);
  }
}
