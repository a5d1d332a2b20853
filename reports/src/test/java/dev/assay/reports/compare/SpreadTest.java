package dev.assay.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reports.compare.Scope.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
  private static Map<Scope, Spread> alike(int count, Level level) {
    return IntStream.range(0, count)
        .boxed()
        .collect(
            Collectors.toMap(
                i -> new Scope("dl4j", level, "of " + i), i -> new Spread(i == 0 ? 9 : 1, 4)));
  }

  @Test
  void itIsThatOfASampleWhoseMeanIsNotKnown() {
    assertThat(Spread.of(List.of(1.0, 2.0, 3.0, 6.0))).isEqualTo(new Spread(14 / 3.0, 3));
    assertThat(Spread.of(List.of(7.0))).isEqualTo(new Spread(Double.NaN, 0));
  }

  @Test
  void twoEstimatesCountByTheirDegreesOfFreedom() {
    Spread one = new Spread(4, 1);
    Spread other = new Spread(1, 3);
    Spread unknown = new Spread(Double.NaN, 0);

    assertThat(one.pooled(other)).isEqualTo(new Spread(1.75, 4));
    assertThat(one.pooled(unknown)).isEqualTo(one);
    assertThat(unknown.pooled(one)).isEqualTo(one);
    assertThat(one.times(4)).isEqualTo(new Spread(16, 1));
  }

  /** By a table of Student's distribution. */
  @Test
  void theFewerDegreesOfFreedomTheFartherChanceReaches() {
    assertThat(new Spread(4, 10).limit(0.05)).isCloseTo(2 * 2.228, within(0.001));
    assertThat(new Spread(4, 1).limit(0.01)).isCloseTo(2 * 63.657, within(0.001));
    assertThat(new Spread(Double.NaN, 0).limit(0.05)).isInfinite();
  }

  @Test
  void anotherBackendOrLevelDoesNotTellWhatIsTypical() {
    Map<Scope, Spread> spreads = new HashMap<>(alike(9, Level.PROBLEM));
    spreads.putAll(alike(9, Level.FAMILY));
    spreads.put(new Scope("libtorch", Level.PROBLEM, "of 9"), new Spread(1, 4));
    assertThat(Spread.drawnToTypical(spreads)).isEqualTo(spreads);
  }

  @Test
  void whatIsNotKnownDoesNotTellWhatIsTypical() {
    Map<Scope, Spread> spreads = new HashMap<>(alike(9, Level.PROBLEM));
    spreads.put(new Scope("dl4j", Level.PROBLEM, "unknown"), new Spread(Double.NaN, 0));
    assertThat(Spread.drawnToTypical(spreads)).isEqualTo(spreads);
  }

  @Test
  void oneOfManyIsDrawnToThem() {
    Spread drawn = Spread.drawnToTypical(alike(10, Level.PROBLEM)).get(one(Level.PROBLEM));
    assertThat(drawn).isEqualTo(new Spread(5, 8));
  }

  /** Layers, training and inference vary as they vary. */
  @Test
  void theTotalsOfABackendAreNotAlike() {
    Map<Scope, Spread> totals = alike(3, Level.TOTAL);
    assertThat(Spread.drawnToTypical(totals)).isEqualTo(totals);
  }

  private static Scope one(Level level) {
    return new Scope("dl4j", level, "of 0");
  }
}
