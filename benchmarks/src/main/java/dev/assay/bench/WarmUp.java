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
 * @param steady whether it got no faster in the end; null where nobody can tell: one run is longer
 *     than the warm-up, or its time was over too soon
 */
record WarmUp(double lastSeconds, @Nullable Boolean steady) {
  /** Windows per planned time. Each is judged by its median, so that it may hold an outlier. */
  private static final int WINDOWS = 4;

  /** How many times its planned time a problem that gets faster and faster may take. */
  private static final double MOST = 4;

  /**
   * So many windows must say the same, since one may be slow or fast for another reason: so many in
   * a row that it gets no faster, or else, when time is over, the last and another before it that
   * it does. With the first, which they are compared with, a warm-up takes three quarters of its
   * planned time at least, and three runs. Of runs almost as long as the warm-up, of which the time
   * is over after five, that vary by 3 % and get no faster, 1 % are said to in simulations; of
   * shorter ones, next to none.
   */
  private static final int AGREEING = 2;

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
   */
  static WarmUp of(double second, Runnable run, LongSupplier nanoTime, double planned) {
    double last = second;
    if (last >= planned) {
      return new WarmUp(last, null);
    }
    long start = nanoTime.getAsLong();
    last = window(run, nanoTime, planned / WINDOWS);
    double compared = last;
    int faster = 0;
    int unimproved = 0;
    while (unimproved < AGREEING && (nanoTime.getAsLong() - start) * NANO < MOST * planned) {
      last = window(run, nanoTime, planned / WINDOWS);
      if (last < (1 - MARGIN) * compared) {
        compared = last;
        faster++;
        unimproved = 0;
      } else {
        unimproved++;
      }
    }
    return new WarmUp(last, steady(faster, unimproved));
  }

  private static @Nullable Boolean steady(int faster, int unimproved) {
    if (unimproved >= AGREEING) {
      return true;
    }
    return (unimproved == 0 && faster >= AGREEING) ? false : null;
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
