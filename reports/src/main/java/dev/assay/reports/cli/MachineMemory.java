package dev.assay.reports.cli;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How much memory this machine, or the container this runs in, has. */
final class MachineMemory {
  private MachineMemory() {}

  static long threeQuartersMib() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return (system.getTotalMemorySize() >> 20) * 3 / 4;
  }
}
