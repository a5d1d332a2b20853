package dev.assay.bench;

/**
 * How much time one problem gets in one round. A run is never cut short, so a problem whose runs
 * are long takes more.
 *
 * @param warmUp seconds
 * @param measurement seconds
 */
public record TimeBudget(double warmUp, double measurement) {
  /** Runs before JMH starts: one that pays for everything done once, one that is timed. */
  static final int PILOT_RUNS = 2;

  private static final int MOST_ITERATIONS = 10;

  /** Fewer say nothing about how much the times within a round differ. */
  private static final int FEWEST_ITERATIONS = 3;

  public TimeBudget {
    if (!(warmUp >= 0 && measurement > 0 && warmUp + measurement < 86_400)) {
      throw new IllegalArgumentException(
          "a warm-up of "
              + warmUp
              + " s and a measurement of "
              + measurement
              + " s make no time budget: neither is negative, the second is not 0, a day is the most");
    }
  }

  /**
   * Iterations of JMH.
   *
   * @param warmUps iterations that are not counted; none where one run exceeds the warm-up time,
   *     because the pilot runs are warm-up enough
   * @param warmUpSeconds how long each lasts at least
   * @param iterations iterations that are counted
   * @param iterationSeconds how long each lasts at least; many short runs, or a single long one
   */
  public record Schedule(
      int warmUps, double warmUpSeconds, int iterations, double iterationSeconds) {

    /** How long the schedule and the pilot runs before it take if one run takes this long. */
    double duration(double secondsPerRun) {
      // An iteration ends with the run during which its time is up: half a run later, on average.
      double warmUp = warmUps * Math.max(secondsPerRun, warmUpSeconds + secondsPerRun / 2);
      double counted = iterations * Math.max(secondsPerRun, iterationSeconds + secondsPerRun / 2);
      return PILOT_RUNS * secondsPerRun + warmUp + counted;
    }
  }

  /** Divides the time: at most 10 iterations, fewer where one run takes longer than a tenth. */
  public Schedule schedule(double secondsPerRun) {
    double fitting = measurement / secondsPerRun;
    int iterations = (int) Math.max(FEWEST_ITERATIONS, Math.min(MOST_ITERATIONS, fitting));
    return new Schedule(
        secondsPerRun < warmUp ? 1 : 0, warmUp, iterations, measurement / iterations);
  }
}
