package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;

class ResamplingTest {
  private static final int ROUNDS = 14;
  private static final Resampling RESAMPLING = new Resampling(7);

  /** Rounds that differ, within which nothing does. */
  private static List<List<Double>> rounds(int count) {
    Random random = new Random(42);
    List<List<Double>> rounds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double seconds = Math.exp(0.05 * random.nextGaussian());
      rounds.add(List.of(seconds, seconds, seconds));
    }
    return rounds;
  }

  @Test
  void problemsOfTheSameProcessesShareTheirRoundsHoweverManyEachHas() {
    double[] all = RESAMPLING.logarithms(rounds(ROUNDS), 1);

    assertThat(correlation(all, RESAMPLING.logarithms(rounds(ROUNDS), 2))).isGreaterThan(0.999);
    assertThat(correlation(all, RESAMPLING.logarithms(rounds(ROUNDS - 1), 2))).isGreaterThan(0.75);
    assertThat(correlation(all, RESAMPLING.logarithms(without(3, 9), 2))).isGreaterThan(0.6);
    assertThat(correlation(all, new Resampling(8).logarithms(rounds(ROUNDS), 1)))
        .isCloseTo(0, within(0.05));
  }

  private static List<List<Double>> without(Integer... places) {
    List<List<Double>> rounds = new ArrayList<>(rounds(ROUNDS));
    Arrays.stream(places).forEach(place -> rounds.set(place, List.of()));
    return rounds;
  }

  private static double correlation(double[] one, double[] other) {
    return new PearsonsCorrelation().correlation(one, other);
  }

  /** Otherwise it would seem known better than any one of them. */
  @Test
  void theMeanOfProblemsThatShareEverythingIsKnownNoBetterThanOne() {
    double[] mean = new double[Resampling.TIMES];
    for (int problem = 0; problem < 40; problem++) {
      double[] one = RESAMPLING.logarithms(rounds(6 + problem % 9), problem);
      Arrays.setAll(mean, i -> mean[i] + one[i] / 40);
    }

    assertThat(width(mean)).isGreaterThan(0.8 * width(RESAMPLING.logarithms(rounds(ROUNDS), 1)));
  }

  private static double width(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return Resampling.quantile(sorted, 0.975) - Resampling.quantile(sorted, 0.025);
  }

  @Test
  void everyRoundIsDrawnAsOften() {
    double[] sums =
        new Resampling(7, values -> Arrays.stream(values).sum()).logarithms(numbered(5), 1);

    // The sum of five draws from 0 to 4: mean 10, variance 5·2.
    double mean = Arrays.stream(sums).average().orElseThrow();
    double variance =
        Arrays.stream(sums).map(sum -> (sum - mean) * (sum - mean)).average().orElse(0);
    assertThat(mean).isCloseTo(10, within(0.15));
    assertThat(variance).isCloseTo(10, within(0.5));
  }

  /** Of a single round, so that its iterations alone decide. */
  @Test
  void aRoundSaysAsMuchAsTheMedianOfItsIterationsDrawnWithReplacement() {
    double[] ofThree = RESAMPLING.logarithms(List.of(List.of(1.0, Math.E, Math.exp(2))), 1);
    assertThat(share(ofThree, 0)).isCloseTo(7 / 27.0, within(0.02));
    assertThat(share(ofThree, 1)).isCloseTo(13 / 27.0, within(0.02));
    assertThat(share(ofThree, 2)).isCloseTo(7 / 27.0, within(0.02));

    double[] ofTwo = RESAMPLING.logarithms(List.of(List.of(1.0, Math.E)), 1);
    assertThat(share(ofTwo, 0)).isCloseTo(1 / 4.0, within(0.02));
    assertThat(share(ofTwo, 0.5)).isCloseTo(1 / 2.0, within(0.02));
    assertThat(share(ofTwo, 1)).isCloseTo(1 / 4.0, within(0.02));
  }

  private static double share(double[] values, double value) {
    return Arrays.stream(values).filter(v -> Math.abs(v - value) < 1e-12).count()
        / (double) values.length;
  }

  @Test
  void anIntervalLeavesOutOneInFortyOnEachSide() {
    double[] downwards = new double[1001];
    Arrays.setAll(downwards, i -> 1000 - i);

    assertThat(Interval.of(downwards)).isEqualTo(new Interval(25, 975));
  }

  /** Logarithms 0, 1, 2, … */
  private static List<List<Double>> numbered(int count) {
    List<List<Double>> rounds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rounds.add(List.of(Math.exp(i)));
    }
    return rounds;
  }

  @Test
  void everyProcessDrawsTheSame() {
    assertThat(RESAMPLING.logarithms(numbered(5), -387_322_575)).startsWith(0, 2, 2, 3, 3, 2, 1, 4);
  }
}
