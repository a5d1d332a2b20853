package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** On a clock that only the runs move. */
class WarmUpTest {
  private static final double PLANNED = 0.05;
  private static final double MOST = 0.2;
  private static final double MILLI = 1e-3;

  private static final long START = 987_654_321_000L;

  private long nanoTime = START;
  private int runs;

  @Test
  void aSteadyProblemIsWarmedUpForThreeWindows() {
    WarmUp warmUp = warmUp(run -> 1);

    assertThat(warmUp.steady()).isTrue();
    assertThat(elapsed()).isBetween(0.75 * PLANNED, PLANNED);
  }

  @Test
  void aProblemThatGetsFasterForAHundredRunsIsWarmedUpLonger() {
    WarmUp warmUp = warmUp(run -> run < 100 ? 2 - run / 100.0 : 1);

    assertThat(warmUp.steady()).isTrue();
    assertThat(runs).isGreaterThan(100);
    assertThat(warmUp.lastSeconds()).isCloseTo(MILLI, within(1e-9));
    assertThat(elapsed()).isBetween(2 * PLANNED, MOST);
  }

  @Test
  void oneThatGetsFasterForeverIsGivenUpAndSaysSo() {
    WarmUp warmUp = warmUp(run -> 4 * Math.pow(0.99, run));

    assertThat(warmUp.steady()).isFalse();
    assertThat(elapsed()).isBetween(MOST, 1.5 * MOST);
  }

  /** Of runs that long, three windows take longer than planned. */
  @Test
  void aSteadyProblemOfFewRunsIsToldAsSuch() {
    WarmUp warmUp = warmUp(run -> 30);

    assertThat(warmUp.steady()).isTrue();
    assertThat(runs).as("the second, and a window each").isEqualTo(4);
  }

  @Test
  void oneFastRunAmongFewIsNoWarmingUp() {
    WarmUp warmUp = warmUp(run -> run == 2 ? 28 : 30);

    assertThat(warmUp.steady()).isTrue();
    assertThat(runs).isEqualTo(5);
  }

  @Test
  void fewRunsThatGetFasterToTheEndSaySo() {
    assertThat(warmUp(run -> 45 - run).steady()).isFalse();
  }

  @Test
  void ofRunsThatContradictEachOtherNobodyCanTell() {
    assertThat(warmUp(List.of(49, 49, 47, 47, 45, 45)::get).steady()).isNull();
  }

  /** Windows of one run each, until the time is up. */
  @Test
  void twoGainsInARowAreAWarmUpThatGoesOnButASingleOneMayBeChance() {
    assertThat(warmUp(List.of(49, 80, 70, 60)::get).steady()).isFalse();
    runs = 0;
    assertThat(warmUp(List.of(49, 110, 100)::get).steady()).isNull();
  }

  @Test
  void gainsTooSmallForOneWindowAddUp() {
    warmUp(run -> run < 150 ? 1 - run / 1000.0 : 0.85);

    assertThat(runs).isGreaterThan(100);
  }

  @Test
  void outliersAreNoProgress() {
    WarmUp warmUp = warmUp(run -> run % 7 == 0 ? 5 : 1);

    assertThat(warmUp.steady()).isTrue();
    assertThat(warmUp.lastSeconds()).isCloseTo(MILLI, within(1e-9));
  }

  @Test
  void aRunLongerThanTheWarmUpIsWarmUpEnough() {
    WarmUp warmUp = warmUp(run -> 60);

    assertThat(runs).as("by the second").isEqualTo(1);
    assertThat(warmUp.lastSeconds()).isCloseTo(0.06, within(1e-9));
    assertThat(warmUp.steady()).isNull();
  }

  private double elapsed() {
    return (nanoTime - START) / 1e9;
  }

  private WarmUp warmUp(IntToDoubleFunction milliseconds) {
    return WarmUp.of(
        milliseconds.applyAsDouble(runs++) * MILLI,
        () -> nanoTime += Math.round(milliseconds.applyAsDouble(runs++) * 1e6),
        () -> nanoTime,
        PLANNED);
  }
}
