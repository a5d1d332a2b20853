package dev.assay.reports.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.MachineRecord.Cpu;
import dev.assay.reports.record.MachineRecord.Gpu;
import java.util.List;
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
    assertThat(SampleRuns.begun().machine().key()).isNotEqualTo(key(LARGE)).isEqualTo(key());
  }

  @Test
  void aProcessorThatHidesItsInstructionsIsAnother() {
    assertThat(machine(List.of("avx2"), 64L << 30)).isNotEqualTo(machine(List.of(), 64L << 30));
  }

  @Test
  void whatAKernelKeepsOfTheMemoryDoesNotMatter() {
    assertThat(machine(List.of(), 64_500L << 20))
        .isEqualTo(machine(List.of(), 64_300L << 20))
        .isNotEqualTo(machine(List.of(), 32_200L << 20));
  }

  private static String machine(List<String> features, long memory) {
    MachineRecord machine = SampleRuns.begun().machine();
    Cpu cpu = machine.cpu();
    return new MachineRecord(
            new Cpu(
                cpu.model(),
                cpu.architecture(),
                cpu.cores(),
                cpu.threads(),
                features,
                cpu.caches(),
                cpu.maxHertz(),
                cpu.governor(),
                cpu.turbo()),
            memory,
            machine.os(),
            machine.kernel(),
            machine.load(),
            machine.virtual(),
            machine.limits(),
            machine.jvm(),
            machine.gpus(),
            machine.card())
        .key();
  }
}
