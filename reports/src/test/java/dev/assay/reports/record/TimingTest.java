package dev.assay.reports.record;

import static org.assertj.core.api.Assertions.assertThat;

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
    assertThat(onCard(2.0).returnsEarly()).isFalse();
    assertThat(onCard(3.2).returnsEarly()).isFalse();
    assertThat(onCard(3.4).returnsEarly()).isTrue();
    assertThat(new Timing(2, 1, 3, SECONDS).returnsEarly()).isFalse();
  }

  /** A layer of 20 µs, run once with all that it takes to start it. */
  @Test
  void startingASingleRunIsNoReturningEarly() {
    assertThat(onCard(1.1e-4, 20e-6).returnsEarly()).isFalse();
    assertThat(onCard(1.3e-4, 20e-6).returnsEarly()).isTrue();
  }

  private static Timing onCard(double seconds) {
    return onCard(seconds, 3);
  }

  private static Timing onCard(double seconds, double high) {
    return new Timing(high, high, high, SECONDS, null, null, seconds, null);
  }
}
