package dev.assay.reports.record;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The machine a run was made on. Whatever could not be read is null or empty. Names neither host
 * nor user: people publish their reports.
 *
 * @param memoryBytes physical memory
 * @param os name and version of the operating system
 * @param kernel its kernel's version
 * @param load the load averages over 1, 5 and 15 minutes when the run began
 * @param virtual whether it is a virtual machine
 * @param onBattery whether it runs on its battery; null without one
 * @param card which of the graphics processors the run computes on; null if on none
 */
public record MachineRecord(
    Cpu cpu,
    @Nullable Long memoryBytes,
    @Nullable String os,
    @Nullable String kernel,
    List<Double> load,
    @Nullable Boolean virtual,
    @Nullable Boolean onBattery,
    Limits limits,
    @Nullable String jvm,
    List<Gpu> gpus,
    @Nullable Integer card) {

  public MachineRecord {
    Objects.requireNonNull(cpu, "cpu");
    Objects.requireNonNull(limits, "limits");
    load = List.copyOf(load);
    gpus = List.copyOf(gpus);
    if (card != null && card < 0) {
      throw new IllegalArgumentException("card " + card + " is below 0");
    }
  }

  /**
   * A short name that machines share whose times can be compared; not a word about their owner. The
   * card matters to what computes on it alone.
   */
  public String key() {
    Stream<@Nullable Object> machine =
        Stream.of(
            cpu.model,
            cpu.architecture,
            cpu.cores,
            cpu.threads,
            cpu.features,
            cpu.governor,
            cpu.turbo,
            step(memoryBytes),
            limits.cpus,
            step(limits.memoryBytes),
            virtual);
    // Where there is nothing to say of these, a machine keeps the name that older runs gave it.
    Stream<@Nullable Object> saving =
        Stream.<@Nullable Object>of(
                cpu.energyPreference, Boolean.TRUE.equals(onBattery) ? "battery" : null)
            .filter(Objects::nonNull);
    Stream<@Nullable Object> computing =
        computing().stream()
            .flatMap(gpu -> Stream.of(gpu.name, gpu.memoryBytes, gpu.powerLimitWatts));
    String parts =
        Stream.of(machine, saving, computing)
            .flatMap(part -> part)
            .map(String::valueOf)
            .collect(Collectors.joining("|"));
    return UUID.nameUUIDFromBytes(parts.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** In steps of a factor of √2: a kernel keeps a little more or less of the memory for itself. */
  private static @Nullable Long step(@Nullable Long bytes) {
    return bytes == null ? null : Math.round(2 * Math.log(bytes) / Math.log(2));
  }

  /** The graphics processor that the run computes on, if it does on one. */
  public Optional<Gpu> computing() {
    return card == null || card >= gpus.size() ? Optional.empty() : Optional.of(gpus.get(card));
  }

  /** What several machines have in common; the rest is absent. */
  static MachineRecord common(List<MachineRecord> machines) {
    MachineRecord first = machines.get(0);
    if (comparable(machines)) {
      return new MachineRecord(
          first.cpu,
          same(machines, MachineRecord::memoryBytes),
          same(machines, MachineRecord::os),
          same(machines, MachineRecord::kernel),
          List.of(),
          first.virtual,
          same(machines, MachineRecord::onBattery),
          first.limits,
          same(machines, MachineRecord::jvm),
          first.gpus,
          first.card);
    }
    boolean sameCpu = machines.stream().allMatch(m -> m.cpu.equals(first.cpu));
    return new MachineRecord(
        sameCpu
            ? first.cpu
            : new Cpu(null, null, null, null, List.of(), new TreeMap<>(), null, null, null, null),
        null,
        same(machines, MachineRecord::os),
        same(machines, MachineRecord::kernel),
        List.of(),
        null,
        null,
        new Limits(null, null),
        same(machines, MachineRecord::jvm),
        List.of(),
        null);
  }

  /** Whether it is what machines have in common whose times cannot be compared. */
  public boolean standsForSeveral() {
    return memoryBytes == null && virtual == null; // what common leaves out of such alone
  }

  /** Whether times of one of them can be compared with those of any other. */
  static boolean comparable(List<MachineRecord> machines) {
    return machines.stream().map(MachineRecord::key).distinct().count() == 1;
  }

  private static <T> @Nullable T same(
      List<MachineRecord> machines, Function<MachineRecord, @Nullable T> property) {
    T first = property.apply(machines.get(0));
    return machines.stream().allMatch(m -> Objects.equals(property.apply(m), first)) ? first : null;
  }

  /**
   * The processor.
   *
   * @param model as it names itself
   * @param architecture as the JVM names it
   * @param cores physical cores
   * @param threads logical cores
   * @param features instruction sets that matter to kernels: {@code avx2}, {@code avx512f}
   * @param caches bytes by level: {@code L1d}, {@code L2}, {@code L3}
   * @param maxHertz highest clock frequency
   * @param governor frequency governor: {@code performance}, {@code powersave}
   * @param turbo whether it may exceed its nominal frequency
   * @param energyPreference what one that sets its clock itself is asked to prefer: {@code
   *     performance}, {@code balance_power}
   */
  public record Cpu(
      @Nullable String model,
      @Nullable String architecture,
      @Nullable Integer cores,
      @Nullable Integer threads,
      List<String> features,
      SortedMap<String, Long> caches,
      @Nullable Long maxHertz,
      @Nullable String governor,
      @Nullable Boolean turbo,
      @Nullable String energyPreference) {

    public Cpu {
      features = List.copyOf(features);
      caches = Collections.unmodifiableSortedMap(new TreeMap<>(caches));
    }
  }

  /**
   * What the container allows; null where it sets no limit.
   *
   * @param cpus processor time per wall time
   */
  public record Limits(@Nullable Double cpus, @Nullable Long memoryBytes) {}

  /**
   * One graphics processor.
   *
   * @param powerLimitWatts what it may draw, as it is set now
   * @param maxHertz highest clock frequency of its multiprocessors
   */
  public record Gpu(
      String name,
      @Nullable Long memoryBytes,
      @Nullable String driver,
      @Nullable Double powerLimitWatts,
      @Nullable Long maxHertz) {}
}
