package dev.assay.reports.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.MachineRecord;
import dev.assay.spi.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
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
  void thisProcessHasACoreAndNoMoreOfThemThanProcessors() {
    assertThat(MachineProbe.cores()).isBetween(1, Runtime.getRuntime().availableProcessors());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aContainersTimeIsForWholeCores(@TempDir Path root) throws IOException {
    KernelFiles files = new KernelFiles(root);
    assertThat(MachineProbe.cores(files, 4)).as("nothing is told").isEqualTo(4);

    Files.createDirectories(root.resolve("proc/self"));
    Files.writeString(root.resolve("proc/self/cgroup"), "0::/\n");
    Path quota = Files.createDirectories(root.resolve("sys/fs/cgroup")).resolve("cpu.max");
    Files.writeString(quota, "150000 100000\n");
    assertThat(MachineProbe.cores(files, 2)).isEqualTo(1);
    Files.writeString(quota, "50000 100000\n");
    assertThat(MachineProbe.cores(files, 1)).isEqualTo(1);
    Files.writeString(quota, "800000 100000\n");
    assertThat(MachineProbe.cores(files, 4)).isEqualTo(4);
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
