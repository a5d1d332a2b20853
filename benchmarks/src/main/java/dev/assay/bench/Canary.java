package dev.assay.bench;

import java.util.function.DoubleSupplier;

/**
 * Tells how fast the machine is at the moment beside its best: a small fixed piece of work takes
 * longer where the clock is lower, where a neighbour shares the core, the caches or the memory, and
 * where the thread has to make room for another.
 */
final class Canary {
  /** Until the just-in-time compiler is done with the work: five, and some. */
  private static final int WARM_UPS = 20;

  /** Enough that the best of them is the machine's best, if it has been quiet for a moment. */
  private static final int FIRST_GOES = 30;

  private final DoubleSupplier work;
  private double best = Double.POSITIVE_INFINITY;

  /**
   * Warms up, and finds out how long the work takes at best.
   *
   * @param work does it once and says how many seconds it took
   */
  Canary(DoubleSupplier work) {
    this.work = work;
    for (int i = 0; i < WARM_UPS; i++) {
      slowdown();
    }
    best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < FIRST_GOES; i++) {
      slowdown();
    }
  }

  /** Does the work once: its time over the best so far, 1 where nothing disturbs. */
  double slowdown() {
    double seconds = work.getAsDouble();
    best = Math.min(best, seconds);
    return seconds / best;
  }
}
