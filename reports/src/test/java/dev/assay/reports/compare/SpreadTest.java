package dev.assay.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.compare.Scope.Level;
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
