package dev.assay.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reports.compare.Scope.Level;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightsTest {
  private static final Scope CALM = problem("calm");
  private static final Scope RESTLESS = problem("restless");

  private static Scope problem(String name) {
    return new Scope("dl4j", Level.PROBLEM, name);
  }

  @Test
  void whatVariesTwiceAsMuchCountsAQuarter() {
    Weights weights =
        Weights.of(Map.of(CALM, new Spread(0.0001, 7), RESTLESS, new Spread(0.0004, 7)));

    assertThat(weights.of(List.of(CALM, RESTLESS)))
        .containsExactly(new double[] {0.8, 0.2}, within(1e-12));
    assertThat(weights.of(List.of(RESTLESS))).containsExactly(1);
  }

  @Test
  void whatNeverVariedDoesNotCountForEverything() {
    Weights weights =
        Weights.of(Map.of(CALM, new Spread(0, 7), RESTLESS, new Spread(0.000_001, 7)));

    assertThat(weights.of(List.of(CALM, RESTLESS))).containsExactly(0.5, 0.5);
  }

  @Test
  void whereNothingIsKnownAllCountTheSame() {
    Spread unknown = new Spread(Double.NaN, 0);

    assertThat(Weights.of(Map.of(CALM, unknown, RESTLESS, unknown)).of(List.of(CALM, RESTLESS)))
        .containsExactly(0.5, 0.5);
  }
}
