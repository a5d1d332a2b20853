package dev.assay.bench;

import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * What goes on around an iteration: how fast the machine was right before and right after, and how
 * long the backend's threads had to wait for a processor meanwhile. Nothing of it is looked at
 * while something is timed.
 *
 * <p>Both are needed. The canary notices what slows a thread that runs: clock, caches, memory, a
 * neighbour on the same host. It does not notice another program on the same processor, because a
 * thread that wakes up for less than a millisecond is given way to: at a load average of six on two
 * cores, 95 % of the canaries were within 5 % of their best. That is seen by the system's own
 * account of who waited, which covers all of the iteration, but nothing outside this system.
 */
final class Surroundings {
  /** Threads that wait all the time would mean an infinite slowdown. */
  private static final double MOST_WAITING = 0.9;

  private static final double NANO = 1e-9;

  private final Canary canary;
  private final LongSupplier nanoTime;

  private DoubleSupplier waitedSeconds = () -> 0;
  private double canaryBefore = 1;
  private double waitedBefore;
  private long began;
  private double slowdown = 1;
  private double waiting;

  Surroundings(Canary canary, LongSupplier nanoTime) {
    this.canary = canary;
    this.nanoTime = nanoTime;
  }

  /**
   * Those of this process.
   *
   * @param threads how many the backend computes with
   */
  static Surroundings of(int threads) {
    return new Surroundings(new Canary(new CanaryWork(threads)), System::nanoTime);
  }

  /**
   * To be called before the first of several iterations.
   *
   * @param waited tells how many seconds threads have waited for a processor so far
   */
  void arrive(DoubleSupplier waited) {
    waitedSeconds = waited;
    canaryBefore = canary.slowdown();
  }

  /** To be called right before an iteration. */
  void begin() {
    waitedBefore = waitedSeconds.getAsDouble();
    began = nanoTime.getAsLong();
  }

  /** To be called right after an iteration. */
  void end() {
    double elapsed = (nanoTime.getAsLong() - began) * NANO;
    double waited = waitedSeconds.getAsDouble() - waitedBefore;
    waiting = elapsed > 0 ? Math.max(0, Math.min(MOST_WAITING, waited / elapsed)) : 0;
    double canaryAfter = canary.slowdown();
    slowdown = Math.max(Math.max(canaryBefore, canaryAfter), 1 / (1 - waiting));
    canaryBefore = canaryAfter;
  }

  /**
   * How many times as long as undisturbed the iteration that ended last may have taken, by the
   * worse of the two signs: the canary's slowdown before or after it, or what is left of a
   * processor's time when a thread waits for part of it.
   */
  double slowdown() {
    return slowdown;
  }

  /**
   * How long threads waited for a processor in the iteration that ended last, as a share of it;
   * nine tenths at most.
   */
  double waiting() {
    return waiting;
  }
}
