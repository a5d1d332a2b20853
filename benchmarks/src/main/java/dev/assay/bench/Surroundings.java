package dev.assay.bench;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What goes on around an iteration: how fast the machine was right before and right after, and how
 * long others kept the backend's threads from the processors meanwhile. Nothing of it is looked at
 * while something is timed.
 *
 * <p>Both are needed. The canary notices what slows a thread that runs: clock, caches, memory, a
 * neighbour on the same host. It does not notice another program on the same processor, because a
 * thread that wakes up for less than a millisecond is given way to: at a load average of six on two
 * cores, 95 % of the canaries were within 5 % of their best. That is seen by the system's own
 * account of who waited, which covers all of the iteration, but nothing outside this system.
 *
 * <p>A backend's threads also wait for each other, if it has more of them than there are
 * processors, and that is its own way of computing: Deeplearning4j's third thread on two processors
 * waits for a third of the time. Others cannot have kept them waiting for longer than they had the
 * processors themselves. That is known in hundredths of a second, so it is taken from all that
 * happened since the problem was begun, its warm-up included, and each iteration gets its part. A
 * container's quota keeps threads waiting like others do, while processors idle.
 */
final class Surroundings {
  /** Threads that wait all the time would mean an infinite slowdown. */
  private static final double MOST_WAITING = 0.9;

  /**
   * The part of a processor that interrupts, the kernel and this suite's own threads take on an
   * idle machine: 0.08 beside Deeplearning4j's training on two processors, of which 0.03 were
   * threads.
   */
  private static final double BACKGROUND = 0.05;

  private static final double NANO = 1e-9;
  private static final ProcessorTime NONE = new ProcessorTime(0, 0, 0, 0);

  private final Canary canary;
  private final Supplier<Supplier<ProcessorTime>> backend;
  private final LongSupplier nanoTime;

  private Supplier<ProcessorTime> processors = () -> NONE;
  private ProcessorTime start = NONE;
  private ProcessorTime before = NONE;
  private double canaryBefore = 1;
  private long met;
  private long began;
  private double slowdown = 1;
  private double waiting;

  /**
   * Surroundings.
   *
   * @param backend finds the threads that a backend has by then, and tells what they have had of
   *     the processors whenever it is asked
   */
  Surroundings(Canary canary, Supplier<Supplier<ProcessorTime>> backend, LongSupplier nanoTime) {
    this.canary = canary;
    this.backend = backend;
    this.nanoTime = nanoTime;
  }

  /**
   * Those of this process.
   *
   * @param threads how many the backend computes with
   */
  static Surroundings of(int threads) {
    return new Surroundings(
        new Canary(new CanaryWork(threads)), ProcessorTime::ofBackend, System::nanoTime);
  }

  /** To be called before a problem is warmed up. */
  void meet() {
    processors = backend.get();
    start = processors.get();
    met = nanoTime.getAsLong();
  }

  /** To be called before the first of several iterations. */
  void arrive() {
    processors = backend.get(); // which may have started threads when it was run first
    canaryBefore = canary.slowdown();
  }

  /** To be called right before an iteration. */
  void begin() {
    before = processors.get();
    began = nanoTime.getAsLong();
  }

  /** To be called right after an iteration. */
  void end() {
    double elapsed = secondsSince(began);
    ProcessorTime now = processors.get();
    double part = causedByOthers(now.minus(start), secondsSince(met));
    double waited = part * now.minus(before).waiting();
    waiting = elapsed > 0 ? Math.max(0, Math.min(MOST_WAITING, waited / elapsed)) : 0;
    double canaryAfter = canary.slowdown();
    slowdown = Math.max(Math.max(canaryBefore, canaryAfter), 1 / (1 - waiting));
    canaryBefore = canaryAfter;
  }

  private double secondsSince(long moment) {
    return (nanoTime.getAsLong() - moment) * NANO;
  }

  /** Which part of all waiting others, or a quota, can have caused. */
  private static double causedByOthers(ProcessorTime all, double seconds) {
    double others = Math.max(0, all.others() - BACKGROUND * seconds) + all.throttled();
    return all.waiting() > others ? others / all.waiting() : 1;
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
   * How long others, or a quota, can have kept threads from the processors in the iteration that
   * ended last, as a share of it; nine tenths at most.
   */
  double waiting() {
    return waiting;
  }
}
