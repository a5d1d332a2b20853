package dev.assay.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.SampleRuns;
import org.junit.jupiter.api.Test;

class SideTest {
  @Test
  void roundsOfRunsThatWereMergedTookNoTurns() {
    assertThat(isOfItself(SampleRuns.complete())).isTrue();
    assertThat(isOfItself(SampleRuns.merged())).isFalse();
  }

  private static boolean isOfItself(RunRecord run) {
    return Side.of(run).isOf(Side.of(run));
  }
}
