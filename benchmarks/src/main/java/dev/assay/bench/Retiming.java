package dev.assay.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * In which order the problems of a round are timed: all of them, and in the end those that were
 * disturbed again, in the same order, as long as each fits into what is left of the time for that.
 */
final class Retiming {
  /** Of the time that a round took, what it may take on top for what was disturbed. */
  private static final double AGAIN = 0.25;

  private Retiming() {}

  /** Whoever times a problem. */
  @FunctionalInterface
  interface Timer {
    /**
     * Times a problem.
     *
     * @param mostIterations of JMH; as many as fit if that is fewer
     */
    Timed time(String problem, int mostIterations) throws IOException, InterruptedException;
  }

  /**
   * How it went.
   *
   * @param disturbed how many iterations were
   * @param seconds how long the problem took, all in all
   */
  record Timed(int disturbed, double seconds) {}

  private record Again(String problem, Timed before) {}

  /** Has all problems timed; of those that were disturbed as many iterations more. */
  static void timeAll(List<String> problems, Timer timer) throws IOException, InterruptedException {
    List<Again> again = new ArrayList<>();
    double taken = 0;
    for (String problem : problems) {
      Timed timed = timer.time(problem, Integer.MAX_VALUE);
      taken += timed.seconds;
      if (timed.disturbed > 0) {
        again.add(new Again(problem, timed));
      }
    }
    double left = AGAIN * taken;
    for (Again next : again) {
      if (next.before.seconds <= left) {
        left -= timer.time(next.problem, next.before.disturbed).seconds;
      }
    }
  }
}
