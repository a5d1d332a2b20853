package dev.assay.reports.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.MachineRecord.Cpu;
import dev.assay.reports.record.MachineRecord.Gpu;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

  /** Its clock does. */
  @Test
  void aLaptopOnBatteryIsNotWhatItIsOnMains() {
    assertThat(
            List.of(
                power(null, false),
                power(null, true),
                power("performance", false),
                power("performance", true),
                power("balance_power", false)))
        .doesNotHaveDuplicates()
        .startsWith(power(null, null));
  }

  private static String machine(List<String> features, long memory) {
    return key(features, memory, "balance_power", true);
  }

  private static String power(@Nullable String energyPreference, @Nullable Boolean onBattery) {
    return key(List.of(), 1L << 30, energyPreference, onBattery);
  }

  private static String key(
      List<String> features,
      long memory,
      @Nullable String energyPreference,
      @Nullable Boolean onBattery) {
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
                cpu.turbo(),
                energyPreference),
            memory,
            machine.os(),
            machine.kernel(),
            machine.load(),
            machine.virtual(),
            onBattery,
            machine.limits(),
            machine.jvm(),
            machine.gpus(),
            machine.card())
        .key();
  }
}
