package dev.assay.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleSupplier;

/**
 * The work of a {@link Canary}: on several threads at once, each a chain of multiplications and
 * loads from an array that does not fit the first-level cache. It takes about a third of a
 * millisecond, waking its threads included, and allocates next to nothing. With the eleven looks
 * around the ten iterations of a problem that is 6 ms, of the 280 ms that a problem has in each
 * round by default: 2 %.
 *
 * <p>Each thread does it three times, and its best time counts: an interrupt hits one of them, a
 * slow machine all. With one go of three times the length, a quarter of all canaries took 1.18
 * times as long as the best or longer, and iterations around these no longer than any.
 *
 * <p>The calling thread does its part itself; the others are parked before and after, so that they
 * take nothing from what is timed in between.
 */
final class CanaryWork implements DoubleSupplier {
  /** 256 KiB per thread: beyond the first-level cache, within the second of most processors. */
  private static final int ELEMENTS = 1 << 15;

  /** Each waits for a multiplication and a load of the step before: 3 to 6 ns. */
  private static final int STEPS = 20_000;

  /** Of so many goes the best counts: an interrupt hits one, a slow machine hits all. */
  private static final int GOES = 3;

  private static final double NANO = 1e-9;

  private final Part own = new Part();
  private final List<Part> others = new ArrayList<>();
  private final ExecutorService helpers;

  CanaryWork(int threads) {
    for (int i = 1; i < threads; i++) {
      others.add(new Part());
    }
    helpers =
        Executors.newFixedThreadPool(
            Math.max(1, others.size()),
            task -> {
              Thread thread = new Thread(task, "canary");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Seconds of the slowest thread. */
  @Override
  public double getAsDouble() {
    List<Future<Double>> times = new ArrayList<>();
    for (Part part : others) {
      times.add(helpers.submit(part::seconds));
    }
    double slowest = own.seconds();
    try {
      for (Future<Double> time : times) {
        slowest = Math.max(slowest, time.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the canary's work cannot fail", e);
    }
    return slowest;
  }

  /** What one thread does. */
  private static final class Part {
    private final long[] data = new long[ELEMENTS];

    /** Kept, so that no compiler leaves the work out. */
    private long state;

    Part() {
      for (int i = 0; i < ELEMENTS; i++) {
        data[i] = i | 1L;
      }
    }

    double seconds() {
      fetch();
      long best = Long.MAX_VALUE;
      for (int i = 0; i < GOES; i++) {
        long start = System.nanoTime();
        work();
        best = Math.min(best, System.nanoTime() - start);
      }
      return Math.max(1, best) * NANO;
    }

    /** Brings the array back into the cache, where what was timed has thrown it out. */
    private void fetch() {
      long sum = 0;
      for (long element : data) {
        sum += element;
      }
      state ^= sum;
    }

    private void work() {
      long x = state;
      for (int i = 0; i < STEPS; i++) {
        x = x * 6_364_136_223_846_793_005L + data[(int) (x >>> 49)];
      }
      state = x;
    }
  }
}
