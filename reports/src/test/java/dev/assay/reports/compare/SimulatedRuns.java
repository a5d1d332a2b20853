package dev.assay.reports.compare;

import dev.assay.bench.Resampling;
import dev.assay.reports.record.MeasurementBuilder;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.NoiseRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.SampleRuns;
import dev.assay.reports.record.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Runs whose times vary from run to run, from round to round and from iteration to iteration. A
 * tenth of the problems vary five times as much, and now and then an iteration takes much longer.
 *
 * @param run standard deviation of the logarithm of the time: what all problems of a run share
 * @param round what all problems of a round share
 * @param problem what each problem has of its own in a round
 * @param iteration what each iteration has of its own
 * @param spells which share of the rounds is slow as a whole
 */
record SimulatedRuns(double run, double round, double problem, double iteration, double spells) {
  /** As on a desktop that does nothing else. */
  static final SimulatedRuns QUIET = new SimulatedRuns(0.004, 0.006, 0.01, 0.02, 0);

  /** As on a virtual machine with busy neighbours. */
  static final SimulatedRuns NOISY = new SimulatedRuns(0.04, 0.03, 0.04, 0.05, 0);

  /** As where something else is done now and then, for longer than a round takes. */
  static final SimulatedRuns SPELLS = new SimulatedRuns(0.004, 0.006, 0.01, 0.02, 1.0 / 6);

  private static final int PROBLEMS = 30;
  private static final int ROUNDS = 6;
  private static final double SLOW = 0.15;
  private static final int ITERATIONS = 5;
  private static final double OUTLIERS = 0.02;
  private static final double SECONDS = 1e-3;
  private static final double BUDGET = 0.25;

  /** A run in which everything takes so many times as long as it should. */
  RunRecord run(double factor, long seed, List<NoiseRecord> noise) {
    return run(factor, seed, noise, PROBLEMS, BUDGET);
  }

  /** The same of so many rounds. */
  RunRecord run(double factor, long seed, int rounds) {
    return run(factor, seed, List.of(), PROBLEMS, BUDGET, rounds);
  }

  /**
   * The same of some problems, timed for so long; what is simulated does not depend on that time.
   */
  RunRecord run(double factor, long seed, List<NoiseRecord> noise, int problems, double budget) {
    return run(factor, seed, noise, problems, budget, ROUNDS);
  }

  /** The same of some problems and so many rounds. */
  RunRecord run(double factor, long seed, int problems, int rounds) {
    return run(factor, seed, List.of(), problems, BUDGET, rounds);
  }

  private RunRecord run(
      double factor, long seed, List<NoiseRecord> noise, int problems, double budget, int count) {
    // Those of java.util.Random are not independent of one another where seeds are neighbours.
    RandomGenerator random = new SplittableRandom(seed);
    double shared = Math.log(factor) + run * random.nextGaussian();
    List<Double> rounds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double slow = spells > 0 && random.nextDouble() < spells ? SLOW : 0;
      rounds.add(shared + slow + round * random.nextGaussian());
    }
    RunRecord result = SampleRuns.timing("run-" + seed, noise);
    for (int i = 0; i < problems; i++) {
      double restless = i % 10 == 0 ? 5 : 1;
      List<List<Double>> times =
          rounds.stream()
              .map(level -> level + restless * problem * random.nextGaussian())
              .map(level -> iterations(level, restless * iteration, random))
              .toList();
      result = result.with(measurement(i, times, budget));
    }
    return result;
  }

  /** How noisy such runs are, as so many of them tell. */
  List<NoiseRecord> noise(int runs, long seed) {
    return Calibration.of(
        IntStream.range(0, runs).mapToObj(i -> run(1, seed + i, List.of())).toList());
  }

  private static List<Double> iterations(double level, double deviation, RandomGenerator random) {
    return IntStream.range(0, ITERATIONS)
        .mapToDouble(i -> level + deviation * random.nextGaussian())
        .map(log -> random.nextDouble() < OUTLIERS ? log + random.nextDouble() : log)
        .map(log -> SECONDS * Math.exp(log))
        .boxed()
        .toList();
  }

  private static MeasurementRecord measurement(
      int number, List<List<Double>> times, double budget) {
    String operation = number % 7 == 0 ? "max-pool2d" : "conv2d";
    String direction = number % 2 == 0 ? "forward" : "backward";
    double median = Math.exp(Resampling.logarithm(times));
    return new MeasurementBuilder("dl4j", operation + " " + direction + " n=" + (number + 1))
        .layer("network", "layer " + number, 1)
        .timing(new Timing(median, median, median, times, null, null, null, budget))
        .build();
  }
}
