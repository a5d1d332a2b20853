package dev.assay.reports.render;

import dev.assay.reports.record.MachineRecord;
import dev.assay.reports.record.MachineRecord.Cpu;
import dev.assay.reports.record.MachineRecord.Gpu;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The machine in words: what is known of it, and what about it makes timings noisy. */
final class MachineFacts {
  private static final double BUSY_SHARE = 0.25;

  private final MachineRecord machine;
  private final List<Fact> facts = new ArrayList<>();

  private MachineFacts(MachineRecord machine) {
    this.machine = machine;
  }

  static List<Fact> of(MachineRecord machine) {
    MachineFacts facts = new MachineFacts(machine);
    facts.collect();
    return List.copyOf(facts.facts);
  }

  /** What stands between these timings and those of a quiet machine; empty if nothing is known. */
  static List<String> noise(MachineRecord machine) {
    Cpu cpu = machine.cpu();
    List<String> notes = new ArrayList<>();
    if (Boolean.TRUE.equals(machine.virtual())) {
      notes.add("A virtual machine: neighbours on the same host cannot be seen from here.");
    }
    if (cpu.governor() != null && !cpu.governor().equals("performance")) {
      notes.add("Frequency governor " + cpu.governor() + ": the clock follows the load.");
    }
    if (Boolean.TRUE.equals(cpu.turbo())) {
      notes.add("Turbo is on: the clock depends on temperature and on how many cores are busy.");
    }
    if (cpu.energyPreference() != null && !cpu.energyPreference().equals("performance")) {
      notes.add(
          "Energy preference "
              + cpu.energyPreference()
              + ": the processor trades some of its speed for energy.");
    }
    if (Boolean.TRUE.equals(machine.onBattery())) {
      notes.add("On battery: many machines lower their clock then.");
    }
    if (smt(cpu)) {
      notes.add("Cores run several threads each: two busy threads may share one core.");
    }
    if (machine.limits().cpus() != null) {
      notes.add("The container's processor time is limited: threads may be paused.");
    }
    if (!machine.load().isEmpty()
        && cpu.threads() != null
        && machine.load().get(0) > BUSY_SHARE * cpu.threads()) {
      notes.add(
          "Load average "
              + load(machine.load().get(0))
              + " at the start: other processes were running.");
    }
    return notes;
  }

  private static boolean smt(Cpu cpu) {
    return cpu.cores() != null && cpu.threads() != null && cpu.threads() > cpu.cores();
  }

  private void collect() {
    Cpu cpu = machine.cpu();
    fact("Processor", joined(cpu.model(), cpu.architecture()));
    fact("Cores", cores(cpu));
    fact("Instruction sets", String.join(", ", cpu.features()));
    fact(
        "Caches",
        cpu.caches().entrySet().stream()
            .map(cache -> cache.getKey() + " " + Numbers.bytes(cache.getValue()))
            .collect(Collectors.joining(", ")));
    fact(
        "Clock",
        joined(
            cpu.maxHertz() == null
                ? null
                : "up to " + Numbers.measured(cpu.maxHertz() / 1e9) + " GHz",
            cpu.governor() == null ? null : "governor " + cpu.governor(),
            cpu.turbo() == null ? null : cpu.turbo() ? "turbo on" : "turbo off",
            cpu.energyPreference() == null ? null : "energy preference " + cpu.energyPreference()));
    fact("Power", machine.onBattery() == null ? "" : machine.onBattery() ? "battery" : "mains");
    fact("Memory", machine.memoryBytes() == null ? "" : Numbers.bytes(machine.memoryBytes()));
    fact("Container limits", limits());
    fact(
        "Graphics processors",
        machine.gpus().stream().map(MachineFacts::gpu).collect(Collectors.joining("; ")));
    fact(
        "System",
        joined(
            machine.os(),
            machine.kernel() == null ? null : "kernel " + machine.kernel(),
            Boolean.TRUE.equals(machine.virtual()) ? "virtual machine" : null));
    fact("JVM", joined(machine.jvm()));
    fact(
        "Load at the start",
        machine.load().stream().map(MachineFacts::load).collect(Collectors.joining(", ")));
  }

  private void fact(String name, String value) {
    if (!value.isEmpty()) {
      facts.add(new Fact(name, value));
    }
  }

  private static String cores(Cpu cpu) {
    return joined(
        cpu.cores() == null ? null : cpu.cores() + " physical cores",
        cpu.threads() == null ? null : cpu.threads() + " logical",
        cpu.cores() == null || cpu.threads() == null ? null : smt(cpu) ? "SMT on" : "SMT off");
  }

  private String limits() {
    MachineRecord.Limits limits = machine.limits();
    return joined(
        limits.cpus() == null ? null : Numbers.element(limits.cpus()) + " processors",
        limits.memoryBytes() == null ? null : Numbers.bytes(limits.memoryBytes()));
  }

  private static String load(double average) {
    return String.format(Locale.ROOT, "%.2f", average);
  }

  private static String gpu(Gpu gpu) {
    return joined(
        gpu.name(),
        gpu.memoryBytes() == null ? null : Numbers.bytes(gpu.memoryBytes()),
        gpu.driver() == null ? null : "driver " + gpu.driver(),
        gpu.maxHertz() == null ? null : "up to " + Numbers.measured(gpu.maxHertz() / 1e9) + " GHz",
        gpu.powerLimitWatts() == null
            ? null
            : "power limit " + Numbers.measured(gpu.powerLimitWatts()) + " W");
  }

  private static String joined(@Nullable String... parts) {
    return Stream.of(parts).filter(Objects::nonNull).collect(Collectors.joining(", "));
  }
}
