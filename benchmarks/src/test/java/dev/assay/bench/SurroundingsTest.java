package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** With a clock, a canary and an account of processors that do as they are told. */
class SurroundingsTest {
  /** By which nobody knows for sure what others had. */
  private static final double TICK = 0.01;

  /** That an idle machine takes for itself. */
  private static final double BACKGROUND = 0.05;

  private double canarySeconds = 1e-3;
  private double ran = 50;
  private double waited = 100;
  private double busy = 70;
  private double throttled = 30;
  private long nanoTime = 1_000;

  private final Surroundings surroundings =
      new Surroundings(
          new Canary(() -> canarySeconds),
          () -> () -> new ProcessorTime(ran, waited, busy, throttled),
          () -> nanoTime);

  @Test
  void whereNothingHappensNothingIsDisturbed() {
    begin();
    iteration(0);

    assertThat(surroundings.slowdown()).isEqualTo(1);
    assertThat(surroundings.waiting()).isCloseTo(0, within(1e-9));
  }

  @Test
  void aSlowCanaryDisturbsTheIterationBeforeItAndTheOneAfterIt() {
    begin();
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
    begin();
    iteration(0.2);

    assertThat(surroundings.waiting()).isCloseTo(0.2, within(1e-9));
    assertThat(surroundings.slowdown()).isCloseTo(1.25, within(1e-9));
  }

  @Test
  void waitingBetweenIterationsDisturbsNone() {
    begin();
    iteration(0);
    waited += 5;
    iteration(0);

    assertThat(surroundings.slowdown()).isEqualTo(1);
  }

  @Test
  void theSlowdownStaysANumber() {
    begin();
    iteration(3);

    assertThat(surroundings.slowdown()).isCloseTo(10, within(1e-9));
  }

  @Test
  void threadsThatWaitForEachOtherAreNotDisturbed() {
    begin();
    iteration(0.7, 0);

    assertThat(surroundings.waiting()).isCloseTo(0, within(1e-9));
    assertThat(surroundings.slowdown()).isCloseTo(1, within(1e-9));
  }

  @Test
  void othersHaveCausedTheirPartOfAllWaiting() {
    begin();
    iteration(0.4, 0.1);
    assertThat(surroundings.waiting()).isCloseTo(0.1, within(1e-9));

    iteration(0.8, 0.2);
    assertThat(surroundings.waiting()).isCloseTo(0.8 * 0.3 / 1.2, within(1e-9));
  }

  @Test
  void aQuotaKeepsThreadsWaitingWhileProcessorsIdle() {
    begin();
    throttled += 2 * 0.2;
    iteration(0.2, 0);

    assertThat(surroundings.waiting()).isCloseTo(0.2, within(1e-9));
    assertThat(surroundings.slowdown()).isCloseTo(1.25, within(1e-9));
  }

  @Test
  void whatOthersDidBeforeTheProblemIsNotItsConcern() {
    busy += 10;
    begin();
    iteration(0.4, 0);
    assertThat(surroundings.waiting()).isCloseTo(0, within(1e-9));
  }

  private void begin() {
    surroundings.meet();
    busy += TICK;
    surroundings.arrive();
  }

  /** Two seconds, in part of which a thread waits for others. */
  private void iteration(double waiting) {
    iteration(waiting, waiting);
  }

  /** Two seconds, in part of which a thread waits, and others have a processor. */
  private void iteration(double waiting, double others) {
    surroundings.begin();
    nanoTime += 2_000_000_000;
    ran += 2;
    waited += 2 * waiting;
    busy += 2 * (1 + BACKGROUND + others);
    surroundings.end();
  }
}
