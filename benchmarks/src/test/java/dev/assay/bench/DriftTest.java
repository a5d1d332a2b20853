package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftTest {
  @Test
  void timesThatFallInEveryRoundDrift() {
    assertThat(Drift.isIn(rounds(new Random(1), 3, 10, -0.01, 0.01))).isTrue();
  }

  /** As DJL-MXNet's first convolutions were met: three slow iterations, then none. */
  @Test
  void aSlowBeginningIsADrift() {
    List<Double> round = List.of(1.9, 1.8, 1.3, 1.02, 1.05, 1.04, 1.01, 1.02, 1.0, 1.01);
    assertThat(Drift.isIn(List.of(round, round, round))).isTrue();
  }

  @Test
  void timesThatRiseDoNot() {
    assertThat(Drift.isIn(rounds(new Random(1), 3, 10, 0.01, 0.01))).isFalse();
  }

  @Test
  void roundsMayDifferAsTheyLike() {
    assertThat(Drift.isIn(List.of(List.of(9.0, 9.0, 9.0), List.of(1.0, 1.0, 1.0)))).isFalse();
  }

  @Test
  void threeIterationsAreTooFewToTell() {
    List<Double> round = List.of(3.0, 2.0, 1.0);
    assertThat(Drift.isIn(List.of(round, round, round))).isFalse();
  }

  /** Of two rounds of ten, three standard deviations are 20.3 of the 25 that there may be. */
  @Test
  void itTakesThreeStandardDeviations() {
    List<Double> falling = List.of(20.0, 19.0, 18.0, 17.0, 16.0, 5.0, 4.0, 3.0, 2.0, 1.0);
    List<Double> fourRise = List.of(20.0, 19.0, 18.0, 17.0, 1.0, 5.0, 4.0, 3.0, 2.0, 0.0);
    List<Double> fiveRise = List.of(20.0, 19.0, 18.0, 17.0, 0.0, 5.0, 4.0, 3.0, 2.0, 1.0);

    assertThat(Drift.isIn(List.of(falling, fourRise))).as("12.5 and 8.5").isTrue();
    assertThat(Drift.isIn(List.of(falling, fiveRise))).as("12.5 and 7.5").isFalse();
  }

  @Test
  void timesThatOnlyScatterAreSeldomAccused() {
    Random random = new Random(3);
    int accused = 0;
    for (int i = 0; i < 10_000; i++) {
      if (Drift.isIn(rounds(random, 3, 10, 0, 0.02))) {
        accused++;
      }
    }
    assertThat(accused).isBetween(1, 30);
  }

  private static List<List<Double>> rounds(
      Random random, int rounds, int iterations, double drift, double spread) {
    return IntStream.range(0, rounds)
        .mapToObj(
            round ->
                IntStream.range(0, iterations)
                    .mapToObj(i -> 1 + round + drift * i + spread * random.nextGaussian())
                    .toList())
        .toList();
  }
}
