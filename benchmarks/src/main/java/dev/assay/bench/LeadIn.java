package dev.assay.bench;

import java.util.function.LongSupplier;

/**
 * Runs right before the first iteration, which count for nothing. While JMH starts, caches and the
 * backend's threads have time to cool down, as they have between no other iterations: without a
 * lead-in the first of ten took 1.04 times as long as the others (median of the layers of six
 * backends on two cores, on each of them between 1.03 and 1.06).
 *
 * @param secondsPerRun how long one run takes
 * @param seconds how long all of them may take
 */
record LeadIn(double secondsPerRun, double seconds) {
  /** Of an iteration: more than what cools down, little beside all iterations. */
  private static final double SHARE = 0.25;

  private static final double NANO = 1e-9;

  /** Before iterations of a problem that is warmed up. */
  static LeadIn of(WarmUp warmUp, TimeBudget.Schedule schedule) {
    return new LeadIn(warmUp.lastSeconds(), SHARE * schedule.iterationSeconds());
  }

  /** As many runs as fit; none if one is too long, beside which little cools down. */
  void run(Runnable run, LongSupplier nanoTime) {
    long start = nanoTime.getAsLong();
    while ((nanoTime.getAsLong() - start) * NANO + secondsPerRun <= seconds) {
      run.run();
    }
  }
}
