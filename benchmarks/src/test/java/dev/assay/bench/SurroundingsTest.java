package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** With a clock, a canary and an account of waiting that do as they are told. */
class SurroundingsTest {
  private double canarySeconds = 1e-3;
  private double waitedSeconds = 100;
  private long nanoTime = 1_000;

  private final Surroundings surroundings =
      new Surroundings(new Canary(() -> canarySeconds), () -> nanoTime);

  @Test
  void whereNothingHappensNothingIsDisturbed() {
    surroundings.arrive(() -> waitedSeconds);
    iteration(0);

    assertThat(surroundings.slowdown()).isEqualTo(1);
    assertThat(surroundings.waiting()).isZero();
  }

  @Test
  void aSlowCanaryDisturbsTheIterationBeforeItAndTheOneAfterIt() {
    surroundings.arrive(() -> waitedSeconds);
    iteration(0);
    assertThat(surroundings.slowdown()).isEqualTo(1);

    canarySeconds = 1.5e-3;
    iteration(0);
    assertThat(surroundings.slowdown()).isCloseTo(1.5, within(1e-9));

    canarySeconds = 1e-3;
    iteration(0);
    assertThat(surroundings.slowdown()).isCloseTo(1.5, within(1e-9));

    iteration(0);
    assertThat(surroundings.slowdown()).isEqualTo(1);
  }

  @Test
  void threadsThatWaitForAFifthOfTheTimeLeaveFourFifths() {
    surroundings.arrive(() -> waitedSeconds);
    iteration(0.2);

    assertThat(surroundings.waiting()).isCloseTo(0.2, within(1e-9));
    assertThat(surroundings.slowdown()).isCloseTo(1.25, within(1e-9));
  }

  @Test
  void waitingBetweenIterationsDisturbsNone() {
    surroundings.arrive(() -> waitedSeconds);
    iteration(0);
    waitedSeconds += 5;
    iteration(0);

    assertThat(surroundings.slowdown()).isEqualTo(1);
  }

  @Test
  void theSlowdownStaysANumber() {
    surroundings.arrive(() -> waitedSeconds);
    iteration(3);

    assertThat(surroundings.slowdown()).isCloseTo(10, within(1e-9));
  }

  /** 20 ms, in part of which a thread waits. */
  private void iteration(double waiting) {
    surroundings.begin();
    nanoTime += 20_000_000;
    waitedSeconds += 0.02 * waiting;
    surroundings.end();
  }
}
