package dev.assay.reports.compare;

import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.MachineRecord;
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
  private static final double MIB = 1L << 20;

  /** A kernel keeps a little more or less of the memory for itself. */
  private static final double MEMORY_STEP = 256 * MIB;

  public Differences {
    machine = List.copyOf(machine);
    software = List.copyOf(software);
    problems = List.copyOf(problems);
  }

  static Differences between(Side base, Side head) {
    Finder<MachineRecord> hardware =
        new Finder<MachineRecord>(base.run().machine(), head.run().machine())
            .differ("processor", m -> m.cpu().model())
            .differ("architecture", m -> m.cpu().architecture())
            .differ("cores", m -> m.cpu().cores())
            .differ("logical cores", m -> m.cpu().threads())
            .differ("instruction sets", m -> String.join(" ", m.cpu().features()))
            .differ("frequency governor", m -> m.cpu().governor())
            .differ("turbo", m -> m.cpu().turbo())
            .differ("memory", m -> memory(m.memoryBytes()))
            .differ("processor limit", m -> m.limits().cpus())
            .differ("memory limit", m -> memory(m.limits().memoryBytes()))
            .differ("virtual machine", MachineRecord::virtual)
            .differ(
                "graphics processors",
                m ->
                    m.gpus().stream()
                        .map(MachineRecord.Gpu::name)
                        .collect(Collectors.joining(", ")))
            .differ("card", MachineRecord::card)
            .differ(
                "power limit in W",
                m -> m.computing().map(MachineRecord.Gpu::powerLimitWatts).orElse(null));
    Finder<MachineRecord> software =
        new Finder<MachineRecord>(base.run().machine(), head.run().machine())
            .differ("system", MachineRecord::os)
            .differ("kernel", MachineRecord::kernel)
            .differ("JVM", MachineRecord::jvm)
            .differ(
                "graphics driver",
                m ->
                    m.gpus().stream()
                        .map(gpu -> Objects.requireNonNullElse(gpu.driver(), ""))
                        .collect(Collectors.joining(", ")));
    List<Difference> machine = new ArrayList<>(hardware.found);
    List<Difference> versions = new ArrayList<>(software.found);
    if (!base.run().assay().equals(head.run().assay())) {
      versions.add(new Difference("Assay", base.run().assay(), head.run().assay()));
    }
    for (BackendRecord after : head.run().backends()) {
      base.run().backends().stream()
          .filter(before -> base.name(before.name()).equals(head.name(after.name())))
          .filter(before -> before.error() == null && after.error() == null)
          .forEach(
              before -> {
                Finder<BackendRecord> finder = new Finder<>(before, after);
                String name = head.name(after.name());
                machine.addAll(
                    finder
                        .differ(name + " device", BackendRecord::device)
                        .differ(name + " threads", BackendRecord::threads)
                        .found);
                versions.addAll(versions(name, before, after));
              });
    }
    List<Difference> problems =
        new Finder<>(base.run(), head.run())
            .differ("seed", run -> run.tries() == 0 && run.pace().isEmpty() ? null : run.seed())
            .found;
    return new Differences(machine, versions, problems);
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

  private static @Nullable String memory(@Nullable Long bytes) {
    return bytes == null
        ? null
        : Math.round(Math.round(bytes / MEMORY_STEP) * MEMORY_STEP / MIB) + " MiB";
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
  }
}
