package dev.assay.reports.compare;

import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.MachineRecord;
import dev.assay.reports.record.MachineRecord.Gpu;
import dev.assay.reports.record.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * About what two runs differ, beside their results.
 *
 * @param machine what computed: processor, memory, limits, and each backend's device and threads.
 *     Where these differ, speeds compare machines
 * @param software what it ran: system, JVM, versions of backends. That is what upgrades change
 * @param problems what was asked for: other seeds ask for other random problems
 */
public record Differences(
    List<Difference> machine, List<Difference> software, List<Difference> problems) {
  private static final long MIB = 1L << 20;

  /** A kernel keeps a little more or less of the memory for itself. */
  private static final long KERNEL = 256 * MIB;

  public Differences {
    machine = List.copyOf(machine);
    software = List.copyOf(software);
    problems = List.copyOf(problems);
  }

  static Differences between(Side base, Side head) {
    List<Difference> machine = hardware(base.run().machine(), head.run().machine());
    List<Difference> software = software(base.run(), head.run());
    for (BackendRecord after : head.run().backends()) {
      String name = head.name(after.name());
      base.run().backends().stream()
          .filter(before -> base.name(before.name()).equals(name))
          .filter(before -> before.error() == null && after.error() == null)
          .forEach(
              before -> {
                machine.addAll(place(name, before, after));
                software.addAll(versions(name, before, after));
              });
    }
    return new Differences(machine, software, problems(base.run(), head.run()));
  }

  private static List<Difference> hardware(MachineRecord base, MachineRecord head) {
    return new Finder<>(base, head)
        .differ("processor", m -> m.cpu().model())
        .differ("architecture", m -> m.cpu().architecture())
        .differ("cores", m -> m.cpu().cores())
        .differ("logical cores", m -> m.cpu().threads())
        .differ("instruction sets", m -> String.join(" ", m.cpu().features()))
        .differ("frequency governor", m -> m.cpu().governor())
        .differ("turbo", m -> m.cpu().turbo())
        .differ("energy preference", m -> m.cpu().energyPreference())
        .differ("source of power", m -> Boolean.TRUE.equals(m.onBattery()) ? "battery" : "mains")
        .differInMemory("memory", MachineRecord::memoryBytes)
        .differ("processor limit", m -> m.limits().cpus())
        .differInMemory("memory limit", m -> m.limits().memoryBytes())
        .differ("virtual machine", MachineRecord::virtual)
        .differ("graphics processors", m -> listed(m, Gpu::name))
        .differ("card", MachineRecord::card)
        .differ("power limit in W", m -> m.computing().map(Gpu::powerLimitWatts).orElse(null))
        .found;
  }

  private static List<Difference> software(RunRecord base, RunRecord head) {
    List<Difference> software =
        new Finder<>(base.machine(), head.machine())
            .differ("system", MachineRecord::os)
            .differ("kernel", MachineRecord::kernel)
            .differ("JVM", MachineRecord::jvm)
            .differ("graphics driver", m -> listed(m, Gpu::driver))
            .found;
    software.addAll(new Finder<>(base, head).differ("Assay", RunRecord::assay).found);
    return software;
  }

  private static String listed(MachineRecord machine, Function<Gpu, @Nullable String> property) {
    return machine.gpus().stream()
        .map(gpu -> Objects.requireNonNullElse(property.apply(gpu), ""))
        .collect(Collectors.joining(", "));
  }

  private static List<Difference> place(String name, BackendRecord before, BackendRecord after) {
    return new Finder<>(before, after)
        .differ(name + " device", BackendRecord::device)
        .differ(name + " threads", BackendRecord::usualThreads)
        .found;
  }

  private static List<Difference> problems(RunRecord base, RunRecord head) {
    return new Finder<>(base, head)
        .differ("seed", run -> run.tries() == 0 && run.pace().isEmpty() ? null : run.seed())
        .found;
  }

  private static List<Difference> versions(String name, BackendRecord before, BackendRecord after) {
    Finder<BackendRecord> finder =
        new Finder<>(before, after)
            .differ(name + " as", BackendRecord::name)
            .differ(name + " products", BackendRecord::products);
    Set<String> facts = new TreeSet<>(before.facts().keySet());
    facts.addAll(after.facts().keySet());
    facts.forEach(fact -> finder.differ(name + " " + fact, b -> b.facts().get(fact)));
    return finder.found;
  }

  /** All of them in a line. */
  String words() {
    return Stream.of(machine, software)
        .flatMap(List::stream)
        .map(Difference::toString)
        .collect(Collectors.joining("; "));
  }

  /** Collects what differs between two things of a kind. */
  private static final class Finder<T> {
    private final T before;
    private final T after;
    private final List<Difference> found = new ArrayList<>();

    Finder(T before, T after) {
      this.before = before;
      this.after = after;
    }

    Finder<T> differ(String name, Function<T, @Nullable Object> property) {
      Object one = property.apply(before);
      Object other = property.apply(after);
      if (!Objects.equals(one, other)) {
        found.add(
            new Difference(
                name, one == null ? "" : one.toString(), other == null ? "" : other.toString()));
      }
      return this;
    }

    Finder<T> differInMemory(String name, Function<T, @Nullable Long> bytes) {
      Long one = bytes.apply(before);
      Long other = bytes.apply(after);
      return one != null && other != null && Math.abs(one - other) < KERNEL
          ? this
          : differ(name, thing -> mebibytes(bytes.apply(thing)));
    }

    private static @Nullable String mebibytes(@Nullable Long bytes) {
      return bytes == null ? null : Math.round((double) bytes / MIB) + " MiB";
    }
  }
}
