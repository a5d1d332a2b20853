package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** On a clock that only the runs move. */
class LeadInTest {
  private long nanoTime = 5;

  @Test
  void asManyRunsAsFitIntoAQuarterOfAnIteration() {
    assertThat(runs(0.02)).isEqualTo(5);
    assertThat(runs(0.06)).isEqualTo(1);
  }

  @Test
  void noneWhereOneIsLonger() {
    assertThat(runs(0.11)).isZero();
  }

  /** Of which each takes so long, before iterations of 0.42 s. */
  private int runs(double seconds) {
    LeadIn leadIn = LeadIn.of(new WarmUp(seconds, true), new TimeBudget.Schedule(10, 0.42));
    int[] runs = {0};
    leadIn.run(
        () -> {
          runs[0]++;
          nanoTime += Math.round(seconds * 1e9);
        },
        () -> nanoTime);
    return runs[0];
  }
}
