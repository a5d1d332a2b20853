package dev.assay.bench;

/**
 * How much time one problem gets in one round. A run is never cut short, so a problem whose runs
 * are long takes more.
 *
 * @param warmUp seconds
 * @param measurement seconds
 */
public record TimeBudget(double warmUp, double measurement) {
  /** Runs before the warm-up: one that pays for everything done once, one that is timed. */
  private static final int PILOT_RUNS = 2;

  /** Windows of a {@link WarmUp} where nothing gets faster, of a run each at least. */
  private static final int WARM_UP_RUNS = 3;

  private static final int MOST_ITERATIONS = 10;

  /** Fewer say nothing about how much the times within a round differ. */
  private static final int FEWEST_ITERATIONS = 3;

  /** How often a problem is run at least, however long one run takes. */
  public static final int FEWEST_RUNS = PILOT_RUNS + FEWEST_ITERATIONS;

  public TimeBudget {
    if (!(warmUp >= 0 && measurement > 0 && warmUp + measurement < 86_400)) {
      throw new IllegalArgumentException(
          "a warm-up of "
              + warmUp
              + " s and a measurement of "
              + measurement
              + " s make no time budget: neither is negative, the second is not 0, a day is the"
              + " most");
    }
  }

  /**
   * Iterations of JMH.
   *
   * @param iterations how many
   * @param iterationSeconds how long each lasts at least; many short runs, or a single long one
   */
  public record Schedule(int iterations, double iterationSeconds) {

    /** The same with fewer iterations. */
    Schedule atMost(int most) {
      return new Schedule(Math.min(iterations, most), iterationSeconds);
    }
  }

  /** Divides the time: at most 10 iterations, fewer where one run takes longer than a tenth. */
  public Schedule schedule(double secondsPerRun) {
    double fitting = measurement / secondsPerRun;
    int iterations = (int) Math.max(FEWEST_ITERATIONS, Math.min(MOST_ITERATIONS, fitting));
    return new Schedule(iterations, measurement / iterations);
  }

  /**
   * How long a problem takes if one run takes this long and does not get faster, pilot runs and
   * warm-up included. Where one run exceeds the warm-up time, the pilot runs are warm-up enough.
   */
  double duration(double secondsPerRun) {
    Schedule schedule = schedule(secondsPerRun);
    // An iteration ends with the run during which its time is up: half a run later, on average.
    double counted =
        schedule.iterations()
            * Math.max(secondsPerRun, schedule.iterationSeconds() + secondsPerRun / 2);
    double warming =
        secondsPerRun < warmUp
            ? Math.max(warmUp + secondsPerRun / 2, WARM_UP_RUNS * secondsPerRun)
            : 0;
    return PILOT_RUNS * secondsPerRun + warming + counted;
  }
}
