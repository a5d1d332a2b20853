package dev.assay.bench;

import dev.assay.reference.op.Cost;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.Device;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How long to time each problem so that everything fits into the time there is.
 *
 * <p>A quarter of the time is left: for iterations that are disturbed and done again, and for
 * further rounds of the problems that are not settled. Less would be gone before a further round of
 * each backend has begun, with the usual quarter of an hour and three backends; more would make all
 * times shorter for the sake of a few.
 *
 * @param budget what each problem gets in each round
 */
public record TimePlan(TimeBudget budget) {
  /**
   * Batch size of a workload unless told otherwise: an image per thread on the smallest machines,
   * and small enough for all layers of three networks on three backends in a quarter of an hour.
   */
  public static final int BATCH_SIZE = 2;

  /**
   * Rounds per backend unless told otherwise: so many that hardly ever all of them meet with a slow
   * spell of the machine, and that there is time left to warm up in each.
   */
  public static final int ROUNDS = 6;

  /**
   * Rounds of layers per backend where more would take too long, unless told otherwise. Fewer say
   * too little of how much the times of processes differ.
   */
  public static final int FEWEST_ROUNDS = 3;

  /**
   * Rounds of whole networks per backend unless told otherwise. A step takes seconds, and a process
   * of its own several more.
   */
  public static final int NETWORK_ROUNDS = 3;

  /** Of the time there is, what the planned rounds may take. */
  private static final double PLANNED = 0.75;

  /** Warm-up per second of measurement. */
  private static final double WARM_UP = 0.25;

  private static final double SHORTEST_MEASUREMENT = 0.03;
  private static final double LONGEST_MEASUREMENT = 5;

  /** Starting a JVM and a native library, getting the canary going, and ending them. */
  private static final double ROUND_SECONDS = 4;

  // What a backend manages on two threads of a desktop processor. A plan needs no more: pilot runs
  // find out how fast each problem is, and only what cannot be cut short takes longer than planned.
  private static final double FLOPS_PER_SECOND = 100e9;
  private static final double BYTES_PER_SECOND = 10e9;

  // And on a card of the middle of the market.
  private static final double FLOPS_PER_SECOND_OF_A_CARD = 10e12;
  private static final double BYTES_PER_SECOND_OF_A_CARD = 400e9;
  private static final double CALL_SECONDS = 30e-6;

  /** Making the inputs and bringing them to the device. */
  private static final double PREPARATION_SECONDS_PER_BYTE = 3e-9;

  /** JMH's own doings, a look around at each iteration, and writing the results so far. */
  private static final double HARNESS_SECONDS = 0.035;

  /**
   * Divides three quarters of the time there is evenly. It takes more if even the shortest times do
   * not fit.
   *
   * @param problems what each round times
   * @param rounds how many planned rounds there are, those of all backends together
   * @param availableSeconds for everything
   * @param device where they are timed
   */
  public static TimePlan of(
      Collection<Problem> problems, int rounds, double availableSeconds, Device device) {
    double shortest = SHORTEST_MEASUREMENT;
    double longest = LONGEST_MEASUREMENT;
    while (longest - shortest > 0.001) {
      double middle = (shortest + longest) / 2;
      if (predict(problems, rounds, budget(middle), device) <= PLANNED * availableSeconds) {
        shortest = middle;
      } else {
        longest = middle;
      }
    }
    return new TimePlan(budget(shortest));
  }

  private static TimeBudget budget(double measurement) {
    return new TimeBudget(WARM_UP * measurement, measurement);
  }

  /** Seconds that all planned rounds of all backends take. */
  static double predict(
      Collection<Problem> problems, int rounds, TimeBudget budget, Device device) {
    double round =
        problems.stream().mapToDouble(p -> predict(p, run(p.cost(), device), budget)).sum();
    return rounds * (ROUND_SECONDS + round);
  }

  private static double run(Cost cost, Device device) {
    boolean processor = device.equals(Device.CPU);
    double arithmetic = cost.flops() / (processor ? FLOPS_PER_SECOND : FLOPS_PER_SECOND_OF_A_CARD);
    double traffic = cost.bytes() / (processor ? BYTES_PER_SECOND : BYTES_PER_SECOND_OF_A_CARD);
    return CALL_SECONDS + Math.max(arithmetic, traffic);
  }

  private static double predict(Problem problem, double secondsPerRun, TimeBudget budget) {
    return HARNESS_SECONDS
        + problem.cost().bytes() * PREPARATION_SECONDS_PER_BYTE
        + budget.duration(secondsPerRun);
  }

  /**
   * What one further round can time, in so many seconds.
   *
   * @param urgent what was measured before, the most urgent first
   * @return those that fit beside the more urgent ones, in their order
   */
  public List<Problem> fitting(List<Measurement> urgent, double seconds) {
    List<Problem> fitting = new ArrayList<>();
    double left = seconds - ROUND_SECONDS;
    for (Measurement measurement : urgent) {
      double needed = predict(measurement.problem(), measurement.seconds(), budget);
      if (needed <= left) {
        left -= needed;
        fitting.add(measurement.problem());
      }
    }
    return fitting;
  }
}
