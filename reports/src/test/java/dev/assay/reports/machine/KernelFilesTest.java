package dev.assay.reports.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.MachineRecord.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelFilesTest {
  private final Path root;

  KernelFilesTest(@TempDir Path root) {
    this.root = root;
  }

  @Test
  void readsVersion2LimitsAndTakesTheTightest() throws IOException {
    put("proc/self/cgroup", "0::/outer/inner");
    put("sys/fs/cgroup/outer/cpu.max", "150000 100000");
    put("sys/fs/cgroup/outer/inner/cpu.max", "max 100000");
    put("sys/fs/cgroup/outer/memory.max", "1073741824");
    put("sys/fs/cgroup/outer/inner/memory.max", "2147483648");
    assertThat(limits()).isEqualTo(new Limits(1.5, 1L << 30));
  }

  @Test
  void readsVersion1LimitsAlsoWhereTheContainerSeesOnlyItsOwnGroup() throws IOException {
    put("proc/self/cgroup", "7:memory:/docker/abc\n4:cpu,cpuacct:/docker/abc");
    put("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "400000");
    put("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000");
    put("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
    assertThat(limits()).isEqualTo(new Limits(4.0, null));
  }

  @Test
  void noLimitIsAbsent() throws IOException {
    put("proc/self/cgroup", "4:cpu:/\n0::/");
    put("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1");
    put("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000");
    put("sys/fs/cgroup/memory.max", "max");
    assertThat(limits()).isEqualTo(new Limits(null, null));
  }

  @Test
  void whatIsMissingOrGarbageIsAbsent() throws IOException {
    put("proc/self/cgroup", "nonsense\n0::/a");
    put("sys/fs/cgroup/a/cpu.max", "");
    put("sys/fs/cgroup/a/memory.max", "99999999999999999999999");
    put("sys/devices/system/cpu/intel_pstate/no_turbo", "1");
    KernelFiles files = new KernelFiles(root);
    assertThat(files.limits()).isEqualTo(new Limits(null, null));
    assertThat(files.governor()).isNull();
    assertThat(files.turbo()).isFalse();
  }

  /** A mouse has a battery, too, and a port that nothing is plugged into is no mains. */
  @Test
  void onBatteryIsWhatNothingElseFeeds() throws IOException {
    KernelFiles files = new KernelFiles(root);
    supply("mouse", "Battery", "scope", "Device");
    supply("mouse", "Battery", "status", "Discharging");
    supply("port", "USB", "online", "0");
    assertThat(files.onBattery()).isNull();

    supply("BAT0", "Battery", "status", "Discharging");
    assertThat(files.onBattery()).isTrue();
    supply("AC", "Mains", "online", "1");
    assertThat(files.onBattery()).isFalse();
    supply("AC", "Mains", "online", "0");
    assertThat(files.onBattery()).isTrue();
    supply("BAT0", "Battery", "status", "Full");
    assertThat(files.onBattery()).isFalse();
  }

  @Test
  void readsWhatTheProcessorIsAskedToPrefer() throws IOException {
    assertThat(new KernelFiles(root).energyPreference()).isNull();
    put("sys/devices/system/cpu/cpu0/cpufreq/energy_performance_preference", "balance_power");
    assertThat(new KernelFiles(root).energyPreference()).isEqualTo("balance_power");
  }

  /** Two cores of two threads each, then two of one, the last of them not for this process. */
  @Test
  void processorsOfOneCoreCountOnce() throws IOException {
    List<String> siblings = List.of("0,4", "1,5", "2", "3", "0,4", "1,5");
    for (int cpu = 0; cpu < siblings.size(); cpu++) {
      put("sys/devices/system/cpu/cpu" + cpu + "/topology/thread_siblings_list", siblings.get(cpu));
    }
    put("proc/self/status", "Name:\tjava\nCpus_allowed:\t37\nCpus_allowed_list:\t0-2,4-5,64-127");
    assertThat(new KernelFiles(root).cores()).isEqualTo(3);

    put("proc/self/status", "Cpus_allowed_list:\t0,4");
    assertThat(new KernelFiles(root).cores()).as("bound to one core").isEqualTo(1);
  }

  @Test
  void whereTheKernelTellsOfNoCoreNobodyGuesses() throws IOException {
    assertThat(new KernelFiles(root).cores()).isNull();
    put("proc/self/status", "Cpus_allowed_list:\t0-x,");
    assertThat(new KernelFiles(root).cores()).isNull();
    put("proc/self/status", "Cpus_allowed_list:\t0-3");
    assertThat(new KernelFiles(root).cores()).isNull();
  }

  /** As of a processor in two dies. */
  @Test
  void everyCacheOfTheLastLevelCountsOnce() throws IOException {
    for (int cpu = 0; cpu < 4; cpu++) {
      String caches = "sys/devices/system/cpu/cpu" + cpu + "/cache/";
      put(caches + "index0/level", "1");
      put(caches + "index0/size", "32K");
      put(caches + "index0/shared_cpu_list", String.valueOf(cpu));
      put(caches + "index3/level", "3");
      put(caches + "index3/size", "32768K");
      put(caches + "index3/shared_cpu_list", cpu < 2 ? "0-1" : "2-3");
    }
    put("sys/devices/system/cpu/cpufreq/boost", "1");
    assertThat(new KernelFiles(root).lastLevelCaches()).hasValue(64L << 20);
  }

  @Test
  void cachesThatAreNotListedAreUnknown() throws IOException {
    put("sys/devices/system/cpu/cpu0/cache/index0/level", "1");
    assertThat(new KernelFiles(root).lastLevelCaches()).isEmpty();
  }

  private Limits limits() {
    return new KernelFiles(root).limits();
  }

  private void supply(String name, String type, String file, String text) throws IOException {
    put("sys/class/power_supply/" + name + "/type", type);
    put("sys/class/power_supply/" + name + "/" + file, text);
  }

  private void put(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text + "\n");
  }
}
