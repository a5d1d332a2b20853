package dev.assay.reports.machine;

import dev.assay.bench.AllowedProcessors;
import dev.assay.bench.ControlGroups;
import dev.assay.reports.record.MachineRecord.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What Linux tells in {@code /sys} and {@code /proc} and OSHI does not pass on: the container's
 * limits, which cores are left to this process, what the clock depends on, all caches. Elsewhere
 * everything is absent.
 *
 * @param root {@code /}, or a folder with such files
 */
record KernelFiles(Path root) {
  private static final String PROCESSORS = "sys/devices/system/cpu";

  /** Control groups version 1 write "no limit" as a number close to 2⁶³. */
  private static final long NO_LIMIT_FROM = 1L << 60;

  /**
   * Cores of the processors that this process may run on. Processors of one core, as SMT makes
   * them, name the same siblings. Null if the kernel tells of none.
   */
  @Nullable Integer cores() {
    long cores =
        AllowedProcessors.of(root.resolve("proc")).stream()
            .flatMapToInt(BitSet::stream)
            .mapToObj(processor -> root.resolve(PROCESSORS).resolve("cpu" + processor))
            .map(processor -> line(processor.resolve("topology/thread_siblings_list")))
            .filter(Objects::nonNull)
            .distinct()
            .count();
    return cores == 0 ? null : Math.toIntExact(cores);
  }

  /** The tightest limits of this process's control group and of those around it. */
  Limits limits() {
    ControlGroups groups = new ControlGroups(root);
    return new Limits(
        least(groups.folders("cpu"), KernelFiles::processorTime),
        least(groups.folders("memory"), KernelFiles::memory));
  }

  /** {@code performance}, {@code powersave} …: that of the first core. */
  @Nullable String governor() {
    return line(root.resolve(PROCESSORS).resolve("cpu0/cpufreq/scaling_governor"));
  }

  /**
   * {@code performance}, {@code balance_power} …: what the first core is asked to prefer, if it
   * sets its clock itself. Laptops change it with their source of power.
   */
  @Nullable String energyPreference() {
    return line(root.resolve(PROCESSORS).resolve("cpu0/cpufreq/energy_performance_preference"));
  }

  /**
   * Whether the machine runs on its battery; null if it has none. (Keyboards and the like have
   * batteries of their own, and a port that nothing is plugged into is a supply, too.)
   */
  @Nullable Boolean onBattery() {
    List<Path> supplies =
        list(root.resolve("sys/class/power_supply"), "*").stream()
            .filter(supply -> !says(supply, "scope", "Device"))
            .toList();
    List<Path> batteries = supplies.stream().filter(s -> says(s, "type", "Battery")).toList();
    return batteries.isEmpty()
        ? null
        : batteries.stream().anyMatch(battery -> says(battery, "status", "Discharging"))
            && supplies.stream().noneMatch(KernelFiles::feeds);
  }

  /** Batteries do not say so. There is more than one way to be online. */
  private static boolean feeds(Path supply) {
    String online = says(supply, "type", "Battery") ? null : line(supply.resolve("online"));
    return online != null && !online.equals("0");
  }

  private static boolean says(Path folder, String file, String word) {
    return word.equals(line(folder.resolve(file)));
  }

  /** Whether cores may exceed their nominal frequency. */
  @Nullable Boolean turbo() {
    String disabled = line(root.resolve(PROCESSORS).resolve("intel_pstate/no_turbo"));
    if (disabled != null) {
      return disabled.equals("0");
    }
    String enabled = line(root.resolve(PROCESSORS).resolve("cpufreq/boost"));
    return enabled == null ? null : enabled.equals("1");
  }

  /**
   * Bytes of the caches of the last level, all of them together: processors in several dies have
   * several, each of which is listed with everybody who shares it. Empty if the kernel lists none.
   */
  OptionalLong lastLevelCaches() {
    SortedMap<Long, Map<String, Long>> levels = new TreeMap<>();
    for (Path processor : list(root.resolve(PROCESSORS), "cpu[0-9]*")) {
      for (Path cache : list(processor.resolve("cache"), "index[0-9]*")) {
        Long level = number(line(cache.resolve("level")));
        String sharing = line(cache.resolve("shared_cpu_list"));
        Long bytes = kibibytes(line(cache.resolve("size")));
        if (level != null && sharing != null && bytes != null) {
          levels.computeIfAbsent(level, l -> new HashMap<>()).put(sharing, bytes);
        }
      }
    }
    return levels.values().stream()
        .reduce((nearer, farther) -> farther)
        .map(last -> OptionalLong.of(last.values().stream().mapToLong(Long::longValue).sum()))
        .orElse(OptionalLong.empty());
  }

  /** {@code 32768K}, in bytes. */
  private static @Nullable Long kibibytes(@Nullable String size) {
    Long number = size == null || !size.endsWith("K") ? null : number(size.replace("K", ""));
    return number == null ? null : number << 10;
  }

  private static @Nullable Double processorTime(Path group) {
    String unified = line(group.resolve("cpu.max"));
    String[] quotaAndPeriod =
        unified != null
            ? unified.split(" ")
            : new String[] {
              String.valueOf(line(group.resolve("cpu.cfs_quota_us"))),
              String.valueOf(line(group.resolve("cpu.cfs_period_us")))
            };
    Long quota = number(quotaAndPeriod[0]);
    Long period = quotaAndPeriod.length < 2 ? null : number(quotaAndPeriod[1]);
    return quota == null || period == null || quota <= 0 || period <= 0
        ? null
        : (double) quota / period;
  }

  private static @Nullable Long memory(Path group) {
    String unified = line(group.resolve("memory.max"));
    Long bytes = number(unified != null ? unified : line(group.resolve("memory.limit_in_bytes")));
    return bytes == null || bytes >= NO_LIMIT_FROM ? null : bytes;
  }

  private static <T extends Comparable<T>> @Nullable T least(
      List<Path> groups, Function<Path, @Nullable T> limit) {
    return groups.stream()
        .map(limit)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static @Nullable Long number(@Nullable String text) {
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable String line(Path file) {
    List<String> lines = lines(file);
    return lines.isEmpty() ? null : lines.get(0).strip();
  }

  /** What a folder holds by such names; nothing if it cannot be read. */
  private static List<Path> list(Path folder, String names) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, names)) {
      List<Path> paths = new ArrayList<>();
      found.forEach(paths::add);
      return paths;
    } catch (IOException | RuntimeException e) {
      return List.of();
    }
  }

  /** The lines of a file; none if it cannot be read. */
  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException | RuntimeException e) {
      return List.of();
    }
  }
}
