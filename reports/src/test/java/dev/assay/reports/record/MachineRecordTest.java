package dev.assay.reports.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.MachineRecord.Gpu;
import org.junit.jupiter.api.Test;

class MachineRecordTest {
  private static final Gpu LARGE = new Gpu("H100", 80L << 30, "570", 700.0, null);
  private static final Gpu SMALL = new Gpu("T4", 16L << 30, "570", 70.0, null);

  private static String key(Gpu... gpus) {
    return SampleRuns.onACard(gpus).machine().key();
  }

  @Test
  void timesOfOneCardAreNoMeasureOfAnothers() {
    assertThat(key(LARGE)).isEqualTo(key(LARGE, SMALL)).isNotEqualTo(key(SMALL));
    Gpu throttled = new Gpu(LARGE.name(), LARGE.memoryBytes(), "570", 450.0, null);
    assertThat(key(throttled)).isNotEqualTo(key(LARGE));
    Gpu upgraded = new Gpu(LARGE.name(), LARGE.memoryBytes(), "580", 700.0, null);
    assertThat(key(upgraded)).isEqualTo(key(LARGE));
  }

  @Test
  void aCardThatIsNotComputedOnDoesNotMatter() {
    // As it was before cards were told apart: what was measured under it is still to be found.
    assertThat(SampleRuns.begun().machine().key())
        .isEqualTo("b8090d03-6adb-3b6c-932d-a1e63322e3ef")
        .isNotEqualTo(key(LARGE));
    assertThat(key()).isEqualTo(SampleRuns.begun().machine().key());
  }
}
