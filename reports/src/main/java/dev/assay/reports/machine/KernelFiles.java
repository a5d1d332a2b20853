package dev.assay.reports.machine;

import dev.assay.reports.record.MachineRecord.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What Linux tells in {@code /sys} and {@code /proc} and OSHI does not pass on: the container's
 * limits, the frequency governor, turbo. Elsewhere everything is absent.
 *
 * @param root {@code /}, or a folder with such files
 */
record KernelFiles(Path root) {
  private static final String CONTROL_GROUPS = "sys/fs/cgroup";
  private static final String PROCESSORS = "sys/devices/system/cpu";

  /** Control groups version 1 write "no limit" as a number close to 2⁶³. */
  private static final long NO_LIMIT_FROM = 1L << 60;

  /** The tightest limits of this process's control group and of those around it. */
  Limits limits() {
    return new Limits(
        least(groups("cpu"), KernelFiles::processorTime),
        least(groups("memory"), KernelFiles::memory));
  }

  /** {@code performance}, {@code powersave} …: that of the first core. */
  @Nullable String governor() {
    return line(root.resolve(PROCESSORS).resolve("cpu0/cpufreq/scaling_governor"));
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
   * The folders of the control groups that this process is in, innermost first. Version 2 has one
   * hierarchy, named {@code 0::/path}; version 1 one for each controller, {@code
   * 4:cpu,cpuacct:/path}.
   */
  private List<Path> groups(String controller) {
    List<Path> folders = new ArrayList<>();
    for (String line : lines(root.resolve("proc/self/cgroup"))) {
      String[] parts = line.split(":", 3);
      if (parts.length < 3) {
        continue;
      }
      boolean unified = parts[1].isEmpty();
      if (!unified && !List.of(parts[1].split(",")).contains(controller)) {
        continue;
      }
      Path top = root.resolve(CONTROL_GROUPS).resolve(unified ? "" : controller);
      Path group = Path.of("/").relativize(Path.of(parts[2]).normalize());
      for (int depth = group.getNameCount(); depth > 0; depth--) {
        folders.add(top.resolve(group.subpath(0, depth)));
      }
      folders.add(top);
    }
    return folders;
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

  /** The lines of a file; none if it cannot be read. */
  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException | RuntimeException e) {
      return List.of();
    }
  }
}
