package dev.assay.bench;

import dev.assay.reference.op.Cost;
import dev.assay.reference.problem.Problem;
import java.util.Collection;

/**
 * How long to time each problem so that everything fits into the time there is.
 *
 * @param budget what each problem gets in each round
 * @param predictedSeconds how long all rounds of all backends take; more than there is if even the
 *     shortest times do not fit
 */
public record TimePlan(TimeBudget budget, double predictedSeconds) {
  /**
   * Batch size of a workload unless told otherwise: an image per thread on the smallest machines,
   * and small enough for all bundled layers on three backends in six minutes.
   */
  public static final int BATCH_SIZE = 2;

  /** Rounds per backend unless told otherwise. */
  public static final int ROUNDS = 3;

  /** Warm-up per second of measurement. */
  private static final double WARM_UP = 0.25;

  private static final double SHORTEST_MEASUREMENT = 0.03;
  private static final double LONGEST_MEASUREMENT = 5;

  /** Starting a JVM and a native library, and ending them. */
  private static final double ROUND_SECONDS = 4;

  // What a backend manages on two threads of a desktop processor. A plan needs no more: pilot runs
  // find out how fast each problem is, and only what cannot be cut short takes longer than planned.
  private static final double FLOPS_PER_SECOND = 100e9;
  private static final double BYTES_PER_SECOND = 10e9;
  private static final double CALL_SECONDS = 30e-6;

  /** Making the inputs and bringing them to the device. */
  private static final double PREPARATION_SECONDS_PER_BYTE = 3e-9;

  /** JMH's own doings, and writing the results so far. */
  private static final double HARNESS_SECONDS = 0.03;

  /**
   * Divides the time there is evenly.
   *
   * @param problems what each round times
   * @param rounds how many rounds there are, those of all backends together
   * @param availableSeconds for everything
   */
  public static TimePlan of(Collection<Problem> problems, int rounds, double availableSeconds) {
    double shortest = SHORTEST_MEASUREMENT;
    double longest = LONGEST_MEASUREMENT;
    while (longest - shortest > 0.001) {
      double middle = (shortest + longest) / 2;
      if (predict(problems, rounds, budget(middle)) <= availableSeconds) {
        shortest = middle;
      } else {
        longest = middle;
      }
    }
    TimeBudget budget = budget(shortest);
    return new TimePlan(budget, predict(problems, rounds, budget));
  }

  private static TimeBudget budget(double measurement) {
    return new TimeBudget(WARM_UP * measurement, measurement);
  }

  private static double predict(Collection<Problem> problems, int rounds, TimeBudget budget) {
    double round = problems.stream().mapToDouble(problem -> predict(problem, budget)).sum();
    return rounds * (ROUND_SECONDS + round);
  }

  private static double predict(Problem problem, TimeBudget budget) {
    Cost cost = problem.cost();
    double run =
        CALL_SECONDS + Math.max(cost.flops() / FLOPS_PER_SECOND, cost.bytes() / BYTES_PER_SECOND);
    return HARNESS_SECONDS
        + cost.bytes() * PREPARATION_SECONDS_PER_BYTE
        + budget.schedule(run).duration(run);
  }
}
