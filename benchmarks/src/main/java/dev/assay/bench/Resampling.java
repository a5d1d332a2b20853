package dev.assay.bench;

import dev.assay.reference.init.RandomBits;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What times might as well have come out as: {@value #TIMES} times, each of rounds drawn with
 * replacement, of which each says as much as the median of iterations drawn with replacement.
 *
 * <p>Problems that were timed in the same processes are to be drawn by the same object, so that
 * what rounds have in common does not average out over problems: of all rounds it draws the same
 * for each of them, as far as they have them. (For every draw all rounds are put into an order by
 * chance, and each problem takes the first that it has. Rounds are told by their places among those
 * of their problem, which are the same processes for all problems as far as rounds were planned; of
 * further rounds, which a problem may have had or not, they need not be.)
 */
public final class Resampling {
  public static final int TIMES = 10_000;

  private final long seed;
  private final ToDoubleFunction<double[]> ofRounds;

  /** Of the medians of rounds. */
  public Resampling(long seed) {
    this(seed, Median::of);
  }

  /**
   * Draws the same rounds as any other of this seed.
   *
   * @param ofRounds what the rounds' medians say together
   */
  public Resampling(long seed, ToDoubleFunction<double[]> ofRounds) {
    this.seed = bits(seed);
    this.ofRounds = ofRounds;
  }

  /**
   * Resampled logarithms of times: the median of two iterations is their geometric mean.
   *
   * @param rounds times by round and iteration, each round in its place; those that do not count
   *     are empty
   * @param problem decides which iterations are drawn
   */
  public double[] logarithms(List<List<Double>> rounds, long problem) {
    SplittableRandom iterations = new SplittableRandom(problem);
    double[][] sorted =
        rounds.stream()
            .map(r -> r.stream().mapToDouble(Double::doubleValue).map(Math::log).sorted().toArray())
            .toArray(double[][]::new);
    int[] places =
        IntStream.range(0, sorted.length).filter(place -> sorted[place].length > 0).toArray();
    double[] medians = new double[places.length];
    double[] result = new double[TIMES];
    int[] drawn = new int[Arrays.stream(sorted).mapToInt(round -> round.length).max().orElse(0)];
    for (int i = 0; i < TIMES; i++) {
      for (int j = 0; j < medians.length; j++) {
        medians[j] = medianOfDrawn(sorted[draw(places, i, j)], drawn, iterations);
      }
      result[i] = ofRounds.applyAsDouble(medians);
    }
    return result;
  }

  /**
   * Draws a round.
   *
   * @param places of those that there are
   * @param time for which of the resampled times
   * @param which of its rounds
   */
  private int draw(int[] places, int time, int which) {
    long order = bits(seed ^ ((long) time << Integer.SIZE | which));
    int first = places[0];
    long least = Long.MAX_VALUE;
    for (int place : places) {
      long rank = bits(order + place);
      if (rank < least) {
        least = rank;
        first = place;
      }
    }
    return first;
  }

  private static long bits(long seed) {
    return new RandomBits(seed).next();
  }

  /** The median of as many values as there are, drawn with replacement. */
  private static double medianOfDrawn(double[] sorted, int[] drawn, SplittableRandom random) {
    int n = sorted.length;
    Arrays.fill(drawn, 0, n, 0);
    for (int i = 0; i < n; i++) {
      drawn[random.nextInt(n)]++;
    }
    int lower = at((n - 1) / 2, drawn);
    int upper = n % 2 == 1 ? lower : at(n / 2, drawn);
    return (sorted[lower] + sorted[upper]) / 2;
  }

  /** Which value is at a position of the drawn ones in their order. */
  private static int at(int position, int[] drawn) {
    int value = 0;
    int passed = drawn[0];
    while (passed <= position) {
      passed += drawn[++value];
    }
    return value;
  }

  /** The logarithm of the median of the rounds' medians, of those that count. */
  public static double logarithm(List<List<Double>> rounds) {
    return Median.of(
        rounds.stream()
            .filter(round -> !round.isEmpty())
            .mapToDouble(Resampling::logarithmOfRound)
            .toArray());
  }

  /** The logarithm of one round's median. */
  public static double logarithmOfRound(List<Double> round) {
    return Median.of(round.stream().mapToDouble(Math::log).toArray());
  }

  /**
   * The value below which a share of some lies.
   *
   * @param sorted those
   */
  public static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
