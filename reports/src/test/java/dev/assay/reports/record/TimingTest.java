package dev.assay.reports.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimingTest {
  private static final List<List<Double>> SECONDS =
      List.of(List.of(1.0, 2.0, 3.0, 4.0), List.of(5.0, 6.0, 7.0));

  @Test
  void whatWasDisturbedDoesNotCountUnlessARoundHasTooLittleElse() {
    Timing timing =
        new Timing(
            2,
            1,
            3,
            SECONDS,
            List.of(List.of(1.0, 1.3, 1.0, 1.05), List.of(1.0, 1.0, 2.0)),
            true,
            null,
            null);

    assertThat(timing.calm()).containsExactly(List.of(1.0, 3.0, 4.0), List.of(5.0, 6.0, 7.0));
    assertThat(timing.disturbed()).isEqualTo(2);
    assertThat(timing.iterations()).isEqualTo(7);
  }

  @Test
  void everythingCountsInOlderRuns() {
    Timing timing = new Timing(2, 1, 3, SECONDS);

    assertThat(timing.calm()).isEqualTo(SECONDS);
    assertThat(timing.disturbed()).isZero();
  }

  @Test
  void aBackendThatIsFasterThanItsCardDidNotWaitForIt() {
    assertThat(onCard(2.0, 2.5, 3.0).returnsEarly()).isFalse();
    assertThat(onCard(3.2, 2.5, 3.0).returnsEarly()).isFalse();
    assertThat(onCard(3.4, 2.5, 3.0).returnsEarly()).isTrue();
    assertThat(new Timing(2, 1, 3, SECONDS).returnsEarly()).isFalse();
  }

  /** Their interval is Student's with one degree of freedom, and reaches to twice their times. */
  @Test
  void twoRoundsAreEnoughToTellThatNobodyWaited() {
    Timing half = onCard(2.0e-3, 0.96e-3, 1.04e-3);
    assertThat(half.returnsEarly()).isTrue();
  }

  /** A layer of 20 µs, run once with all that it takes to start it. */
  @Test
  void startingASingleRunIsNoReturningEarly() {
    assertThat(onCard(1.1e-4, 20e-6).returnsEarly()).isFalse();
    assertThat(onCard(1.3e-4, 20e-6).returnsEarly()).isTrue();
  }

  /** Of rounds of three like iterations, whose interval says next to nothing. */
  private static Timing onCard(double seconds, double... rounds) {
    return new Timing(
        rounds[0],
        rounds[0] / 2,
        rounds[0] * 2,
        Arrays.stream(rounds).mapToObj(round -> List.of(round, round, round)).toList(),
        null,
        null,
        seconds,
        null);
  }
}
