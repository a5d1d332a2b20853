package dev.assay.reports.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.MachineRecord;
import dev.assay.spi.Device;
import org.junit.jupiter.api.Test;
import oshi.SystemInfo;

class MachineProbeTest {
  @Test
  void describesThisMachine() {
    MachineRecord machine = MachineProbe.probe(Device.CPU);
    assertThat(machine.cpu().architecture()).isEqualTo(System.getProperty("os.arch"));
    assertThat(machine.cpu().threads()).isPositive();
    assertThat(machine.memoryBytes()).isGreaterThan(1L << 28);
    assertThat(machine.jvm()).contains(System.getProperty("java.vm.version"));
  }

  @Test
  void namesNeitherHostNorUser() {
    String host = new SystemInfo().getOperatingSystem().getNetworkParams().getHostName();
    // Words, because a user called "root" or "x" may well be part of some other word; and without
    // the names of components, because one may be called "cpu".
    assertThat(MachineProbe.probe(Device.CPU).toString().split("\\w+=|[^\\w-]+"))
        .doesNotContain(host, System.getProperty("user.name"));
  }
}
