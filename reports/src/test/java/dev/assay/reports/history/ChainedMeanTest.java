package dev.assay.reports.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Runs of two networks of 36 and 34 layers, of which now one is timed, now the other. */
class ChainedMeanTest {
  private static final double SLOWER = Math.log(1.3);
  private static final double NOISE = 0.01;
  private static final Offset<Double> CLOSE = within(0.01);

  private final Random random = new Random(7);
  private final List<NavigableMap<Integer, Double>> problems = new ArrayList<>();

  /** So many layers, timed in some runs. */
  private void time(int layers, int from, int to, IntToDoubleFunction slowness) {
    for (int layer = 0; layer < layers; layer++) {
      double usual = random.nextGaussian();
      NavigableMap<Integer, Double> times = new TreeMap<>();
      IntStream.range(from, to)
          .forEach(
              run ->
                  times.put(
                      run, usual + slowness.applyAsDouble(run) + NOISE * random.nextGaussian()));
      problems.add(times);
    }
  }

  private static IntToDoubleFunction slowerFrom(int run) {
    return r -> r < run ? 0 : SLOWER;
  }

  /** By how much the means of some runs are above those of runs before them. */
  private double step(int from, int at, int to) {
    SortedMap<Integer, Double> means = ChainedMean.of(problems);
    return mean(means.subMap(at, to)) - mean(means.subMap(from, at));
  }

  private static double mean(SortedMap<Integer, Double> means) {
    return means.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  @Test
  void aNetworkMoreIsNoStepThoughItIsSlowerLater() {
    time(36, 0, 40, slowerFrom(30));
    time(34, 20, 40, slowerFrom(30));

    assertThat(step(0, 20, 30)).isCloseTo(0, CLOSE);
    assertThat(step(20, 30, 40)).isCloseTo(SLOWER, CLOSE);
  }

  @Test
  void norThoughItAloneIsSlowerLater() {
    time(36, 0, 40, run -> 0);
    time(34, 20, 40, slowerFrom(30));

    assertThat(step(0, 20, 30)).isCloseTo(0, CLOSE);
    assertThat(step(20, 30, 40)).isCloseTo(SLOWER * 34 / 70, CLOSE);
  }

  @Test
  void aStepIsWholeThoughANetworkIsAddedInThatVeryRun() {
    time(36, 0, 40, slowerFrom(20));
    time(34, 20, 40, slowerFrom(20));

    assertThat(step(0, 20, 40)).isCloseTo(SLOWER, CLOSE);
  }

  @Test
  void aNetworkLessIsNoStepThoughItWasTheOneThatGotSlower() {
    time(36, 0, 40, run -> 0);
    time(34, 0, 30, slowerFrom(10));

    assertThat(step(0, 10, 30)).isCloseTo(SLOWER * 34 / 70, CLOSE);
    assertThat(step(10, 30, 40)).isCloseTo(0, CLOSE);
  }

  @Test
  void anotherWorkloadGoesOnWhereTheLastOneWas() {
    time(36, 0, 20, slowerFrom(10));
    time(34, 20, 40, slowerFrom(30));
    time(36, 40, 60, run -> 0);

    assertThat(ChainedMean.of(problems)).hasSize(60);
    assertThat(step(0, 10, 20)).isCloseTo(SLOWER, CLOSE);
    assertThat(step(10, 20, 30)).isCloseTo(0, CLOSE);
    assertThat(step(20, 30, 40)).isCloseTo(SLOWER, CLOSE);
    assertThat(step(30, 40, 60)).isCloseTo(0, CLOSE);
  }

  /** Levels are taken anew each time, and must not creep away. */
  @Test
  void manyChangesOfTheWorkloadAddUpToNothing() {
    time(36, 0, 400, run -> random.nextInt(20) == 0 ? 0.5 : 0);
    for (int from = 0; from < 400; from += 10) {
      time(5, from, from + 10, run -> 0);
    }

    assertThat(step(0, 50, 350)).isCloseTo(0, within(0.02));
    assertThat(step(50, 350, 400)).isCloseTo(0, within(0.02));
  }

  @Test
  void aRunOfFewerThanHalfSaysTooLittle() {
    time(36, 0, 10, run -> 0);
    problems.forEach(problem -> problem.remove(3));
    time(10, 0, 10, run -> 0);

    assertThat(ChainedMean.of(problems)).hasSize(9).doesNotContainKey(3);

    time(26, 0, 10, run -> 0);
    assertThat(ChainedMean.of(problems)).as("of half of them").hasSize(10);
  }

  @Test
  void aSingleRunOfAnotherWorkloadCountsToo() {
    time(36, 0, 10, run -> 0);
    time(34, 10, 11, run -> 0);
    time(36, 11, 20, run -> 0);

    assertThat(ChainedMean.of(problems)).hasSize(20);
    assertThat(step(0, 10, 20)).isCloseTo(0, CLOSE);
  }
}
