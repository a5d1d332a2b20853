package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimedRoundTest {
  @Test
  void aRoundThatWasDisturbedAsAWholeDoesNotCountIfTwoOthersAreLeft() {
    List<Double> times = List.of(1.0, 2.0, 3.0);
    TimedRound calm = new TimedRound(times, List.of(1.0, 1.0, 1.0), null);
    TimedRound disturbed = new TimedRound(List.of(7.0, 8.0, 9.0), List.of(1.0, 2.0, 2.0), null);
    assertThat(TimedRound.calm(List.of(calm, disturbed, calm)))
        .containsExactly(times, List.of(), times);
    assertThat(TimedRound.calm(List.of(calm, disturbed)))
        .containsExactly(times, List.of(7.0, 8.0, 9.0));
  }

  @Test
  void disturbedIterationsDoNotCount() {
    TimedRound round =
        new TimedRound(List.of(1.0, 9.0, 2.0, 3.0), List.of(1.0, 1.2, 1.1, 1.05), true);

    assertThat(round.disturbed()).isEqualTo(1);
    assertThat(round.calm()).containsExactly(1.0, 2.0, 3.0);
  }

  @Test
  void allCountWhereFewerThanThreeOrFewerThanAThirdAreUndisturbed() {
    List<Double> three = List.of(1.0, 2.0, 3.0);
    assertThat(new TimedRound(three, List.of(1.0, 1.0, 2.0), null).calm()).isEqualTo(three);

    List<Double> ten = List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0);
    assertThat(new TimedRound(ten, undisturbed(3, 7), null).calm()).isEqualTo(ten);
    assertThat(new TimedRound(ten, undisturbed(4, 6), null).calm())
        .containsExactly(1.0, 2.0, 3.0, 4.0);
    List<Double> nine = ten.subList(0, 9);
    assertThat(new TimedRound(nine, undisturbed(3, 6), null).calm()).containsExactly(1.0, 2.0, 3.0);
  }

  @Test
  void nineIterationsThatWereTimedAgainInPeaceMakeUpForTenDisturbedOnes() {
    TimedRound disturbed = new TimedRound(Collections.nCopies(10, 1.4), undisturbed(0, 10), null);
    TimedRound again = new TimedRound(Collections.nCopies(10, 1.0), undisturbed(9, 1), null);
    assertThat(disturbed.with(again).calm()).isEqualTo(Collections.nCopies(9, 1.0));
  }

  /** Slowdowns, those that disturb behind the others. */
  private static List<Double> undisturbed(int undisturbed, int disturbed) {
    List<Double> slowdowns = new ArrayList<>(Collections.nCopies(undisturbed, 1.0));
    slowdowns.addAll(Collections.nCopies(disturbed, 2.0));
    return slowdowns;
  }

  @Test
  void allCountWhereNobodyLooked() {
    TimedRound round = TimedRound.of(List.of(1.0, 9.0));

    assertThat(round.calm()).containsExactly(1.0, 9.0);
    assertThat(round.disturbed()).isZero();
  }

  @Test
  void whatIsTimedAgainIsTheSameRound() {
    TimedRound round = new TimedRound(List.of(1.0, 2.0), List.of(1.0, 3.0), true);
    TimedRound later = new TimedRound(List.of(3.0), List.of(1.0), false);

    assertThat(round.with(later))
        .isEqualTo(
            new TimedRound(List.of(1.0, 2.0, 3.0), List.of(1.0, 3.0, 1.0), List.of(), false, 1));
    assertThat(round.with(TimedRound.of(List.of(3.0))))
        .isEqualTo(new TimedRound(List.of(1.0, 2.0, 3.0), List.of(), List.of(), true, 1));
    assertThat(TimedRound.of(List.of(1.0, 2.0)).with(later).steady()).isFalse();
    assertThat(TimedRound.of(List.of(3.0)).with(round).steady()).isTrue();
    assertThat(later.with(round).steady()).isFalse();
    assertThat(onDevice(0.5, 0.6).with(onDevice(0.7)).device()).containsExactly(0.5, 0.6, 0.7);
    assertThat(onDevice(0.5, 0.6).with(later).device()).isEmpty();
  }

  @Test
  void whatDoesNotBelongTogetherIsRefused() {
    assertThatThrownBy(() -> TimedRound.of(List.of())).hasMessage("a round needs times");
    assertThatThrownBy(() -> new TimedRound(List.of(1.0), List.of(1.0, 1.0), null))
        .hasMessage("2 slowdowns do not belong to 1 times");
    assertThatThrownBy(() -> new TimedRound(List.of(1.0), List.of(), List.of(1.0, 1.0), null, 0))
        .hasMessage("2 times of the device do not belong to 1 times");
  }

  private static TimedRound onDevice(Double... seconds) {
    return new TimedRound(List.of(seconds), List.of(), List.of(seconds), null, 0);
  }
}
