package dev.assay.reports.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.host.Limits;
import dev.assay.reports.record.Asked;
import dev.assay.spi.Device;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackendPlanTest {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
  private static final long GIB = 1L << 30;

  @Test
  void processesThatShareProblemsShareTheMemoryToo() {
    BackendPlan plan = plan(3 * GIB * PROCESSORS);

    assertThat(plan.verifyingProcesses()).isEqualTo(PROCESSORS);
    assertThat(plan.verifyingLimits().memory()).isEqualTo(3 * GIB);
    assertThat(plan.networkLimits().memory()).isEqualTo(3 * GIB * PROCESSORS);
  }

  @Test
  void whereMemoryIsShortThereAreFewerProcesses() {
    BackendPlan plan = plan(3 * GIB);

    assertThat(plan.verifyingProcesses()).isEqualTo(1);
    assertThat(plan.verifyingLimits().memory()).isEqualTo(3 * GIB);
    assertThat(plan(GIB).verifyingProcesses()).isEqualTo(1);
  }

  @Test
  void aCardIsSharedByFewProcesses() {
    assertThat(plan(Device.parse("cuda:0"), 3 * GIB * PROCESSORS).verifyingProcesses())
        .isEqualTo(Math.min(4, PROCESSORS));
  }

  private static BackendPlan plan(long memory) {
    return plan(Device.CPU, memory);
  }

  private static BackendPlan plan(Device device, long memory) {
    Duration minute = Duration.ofMinutes(1);
    return new BackendPlan(
        List.of(),
        List.of(),
        device,
        new Asked(PROCESSORS, 1),
        new Limits(minute, minute, memory),
        false);
  }
}
