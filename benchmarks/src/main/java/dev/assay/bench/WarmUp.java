package dev.assay.bench;

import java.util.function.LongSupplier;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * What runs before anything is timed, after a first run that pays for everything done once and a
 * second one, which tells how long a run takes: window by window until a window is no faster than
 * those before it. Caches, memory pools and the libraries' own tuning take a few runs for some
 * problems and a hundred for others.
 *
 * @param lastSeconds how long a run takes now
 * @param steady whether it got no faster in the end; null where one run is longer than the warm-up,
 *     so that nobody can tell
 */
record WarmUp(double lastSeconds, @Nullable Boolean steady) {
  /** Windows per planned time. Each is judged by its median, so that it may hold an outlier. */
  private static final int WINDOWS = 4;

  /**
   * So many windows must be no faster: one may be slow for another reason. With the first, which
   * they are compared with, the warm-up takes three quarters of its planned time at least.
   */
  private static final int UNIMPROVED = 2;

  /**
   * A window that gains less is not faster. It is what a result is settled at unless told
   * otherwise, and about how much the medians of short windows differ by themselves.
   */
  private static final double MARGIN = 0.02;

  private static final double NANO = 1e-9;

  /**
   * Warms up.
   *
   * @param second how many seconds the second run took
   * @param run what is timed later
   * @param planned seconds that the windows take where nothing gets faster
   * @param most seconds that they may take
   */
  static WarmUp of(
      double second, Runnable run, LongSupplier nanoTime, double planned, double most) {
    double last = second;
    if (last >= planned) {
      return new WarmUp(last, null);
    }
    long start = nanoTime.getAsLong();
    double compared = Double.POSITIVE_INFINITY;
    int unimproved = 0;
    while (unimproved < UNIMPROVED && (nanoTime.getAsLong() - start) * NANO < most) {
      last = window(run, nanoTime, planned / WINDOWS);
      if (last < (1 - MARGIN) * compared) {
        compared = last;
        unimproved = 0;
      } else {
        unimproved++;
      }
    }
    return new WarmUp(last, unimproved >= UNIMPROVED);
  }

  /** The median time of the runs of one window. */
  private static double window(Runnable run, LongSupplier nanoTime, double seconds) {
    DoubleStream.Builder times = DoubleStream.builder();
    double sum = 0;
    while (sum < seconds) {
      double time = seconds(run, nanoTime);
      times.add(time);
      sum += time;
    }
    return Median.of(times.build().toArray());
  }

  private static double seconds(Runnable run, LongSupplier nanoTime) {
    long start = nanoTime.getAsLong();
    run.run();
    return Math.max(1, nanoTime.getAsLong() - start) * NANO;
  }
}
