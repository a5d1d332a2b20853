package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reference.problem.Problem;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettlementTest {
  private static final Problem RELU = Problem.parse("relu shape=2");
  private static final Measurement SETTLED = measurement("relu shape=2", 1.0, 1.0, 1.01, 1.0);
  private static final Measurement WIDE = measurement("tanh shape=2", 1.0, 1.05, 1.1, 1.05);
  private static final Measurement WIDEST = measurement("sigmoid shape=2", 1.0, 1.5, 2.0, 1.5);

  @Test
  void theWidestComesFirstAndWhatIsSettledNotAtAll() {
    assertThat(new Settlement(0.02).unsettled(List.of(WIDE, SETTLED, WIDEST)))
        .containsExactly(WIDEST, WIDE);
    assertThat(new Settlement(3).unsettled(List.of(WIDE, SETTLED, WIDEST))).isEmpty();
  }

  @Test
  void threeRoundsThatAreAlikeMayBeSoByChance() {
    Measurement alike = measurement("relu shape=2", 1.0, 1.0, 1.0);
    assertThat(new Settlement(0.02).unsettled(List.of(alike))).containsExactly(alike);
  }

  @Test
  void precisionIsAShareOfTheTimeHoweverShortOrLongThatIs() {
    for (double seconds : new double[] {1e-6, 1, 1000}) {
      Measurement settled =
          measurement("relu shape=2", seconds, seconds, 1.01 * seconds, 0.99 * seconds);
      Measurement wide = measurement("relu shape=2", seconds, 1.05 * seconds, seconds, seconds);
      assertThat(new Settlement(0.03).unsettled(List.of(settled, wide))).containsExactly(wide);
    }
  }

  @Test
  void aRoundThatWasDisturbedAsAWholeIsNoneOfTheFourThatItTakes() {
    TimedRound calm = TimedRound.of(List.of(1.0));
    TimedRound disturbed = new TimedRound(List.of(1.0), List.of(2.0), null);
    Measurement three = new Measurement(RELU, List.of(calm, disturbed, calm, calm));
    Measurement four = new Measurement(RELU, List.of(calm, disturbed, calm, calm, calm));

    assertThat(new Settlement(0.02).unsettled(List.of(three, four))).containsExactly(three);
  }

  @Test
  void aPrecisionThatIsNeverReachedIsRefused() {
    assertThatThrownBy(() -> new Settlement(0)).hasMessageContaining("must be more than 0");
    assertThatThrownBy(() -> new Settlement(Double.NaN)).hasMessageContaining("NaN");
  }

  @Test
  void aFurtherRoundTakesWhatFitsTheMostUrgentFirst() {
    TimePlan plan = new TimePlan(new TimeBudget(1, 4));
    List<Measurement> urgent = List.of(WIDEST, WIDE);

    // 4 s for the process; runs of a second or more make 3 iterations and 2 pilot runs.
    assertThat(plan.fitting(urgent, 100)).containsExactly(WIDEST.problem(), WIDE.problem());
    assertThat(plan.fitting(urgent, 18)).containsExactly(WIDEST.problem());
    assertThat(plan.fitting(urgent, 5)).isEmpty();
    assertThat(plan.fitting(List.of(), 100)).isEmpty();
  }

  /** It never fits, and would keep all others from being timed again. */
  @Test
  void whatTakesTooLongIsLeftOut() {
    Measurement slow = measurement("relu shape=3", 60.0, 90.0, 120.0);
    TimePlan plan = new TimePlan(new TimeBudget(1, 4));

    assertThat(plan.fitting(List.of(slow, WIDEST, WIDE), 100))
        .containsExactly(WIDEST.problem(), WIDE.problem());
  }

  /** One iteration a round. */
  private static Measurement measurement(String problem, double... rounds) {
    return new Measurement(
        Problem.parse(problem),
        Arrays.stream(rounds).mapToObj(seconds -> TimedRound.of(List.of(seconds))).toList());
  }
}
