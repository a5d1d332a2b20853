package dev.assay.reports.machine;

import dev.assay.reports.record.MachineRecord;
import dev.assay.reports.record.MachineRecord.Cpu;
import dev.assay.reports.record.MachineRecord.Gpu;
import dev.assay.spi.Device;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.ProcessorCache;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.software.os.OperatingSystem;

/**
 * Reads what can be read of the machine, through OSHI and the kernel's own files. Never fails: what
 * cannot be read is absent.
 */
public final class MachineProbe {
  /** The instruction sets that kernels choose their code by. */
  private static final List<String> FEATURES =
      List.of(
          "avx",
          "avx2",
          "fma",
          "f16c",
          "avx512f",
          "avx512bw",
          "avx512_vnni",
          "avx512_bf16",
          "avx512_fp16",
          "avx_vnni",
          "amx_tile",
          "amx_int8",
          "amx_bf16",
          "asimd",
          "asimdhp",
          "asimddp",
          "bf16",
          "i8mm",
          "sve",
          "sve2");

  private static final String HYPERVISOR = "hypervisor";

  private final KernelFiles files;
  private final Device device;
  private final List<NvidiaSmi.Card> cards;

  private MachineProbe(KernelFiles files, Device device, List<NvidiaSmi.Card> cards) {
    this.files = files;
    this.device = device;
    this.cards = cards;
  }

  /**
   * Describes this machine, as it is now.
   *
   * @param device what is computed on; NVIDIA's tool is started only for a card
   */
  public static MachineRecord probe(Device device) {
    return probe(device, NvidiaSmi.here());
  }

  static MachineRecord probe(Device device, NvidiaSmi tool) {
    return new MachineProbe(
            new KernelFiles(Path.of("/")),
            device,
            device.kind() == Device.Kind.CUDA ? tool.cards() : List.of())
        .read();
  }

  /**
   * Bytes of this machine's caches of the last level, all of them together; empty if the system
   * does not tell, and then those of one may be in its description.
   */
  public static OptionalLong lastLevelCaches() {
    return new KernelFiles(Path.of("/")).lastLevelCaches();
  }

  /**
   * Physical cores that this process may keep busy all the time: of a container's processor time,
   * whole ones, since a thread more would have all of them wait again and again. Where nobody tells
   * which processors share a core, each counts as one.
   */
  public static int cores() {
    return cores(new KernelFiles(Path.of("/")), Runtime.getRuntime().availableProcessors());
  }

  static int cores(KernelFiles files, int processors) {
    Integer cores = knownCores(files);
    Double quota = files.limits().cpus();
    double busy = quota == null ? processors : Math.min(quota, processors);
    return (int) Math.max(1, cores == null ? busy : Math.min(cores, busy));
  }

  /** On Linux, OSHI knows nothing of those that a process is bound to. */
  private static @Nullable Integer knownCores(KernelFiles files) {
    return "Linux".equals(System.getProperty("os.name"))
        ? files.cores()
        : attempt(() -> new SystemInfo().getHardware().getProcessor().getPhysicalProcessorCount());
  }

  private MachineRecord read() {
    SystemInfo system = new SystemInfo();
    HardwareAbstractionLayer hardware = attempt(system::getHardware);
    CentralProcessor processor = ask(hardware, HardwareAbstractionLayer::getProcessor);
    List<String> flags = orEmpty(ask(processor, MachineProbe::flags));
    OperatingSystem os = attempt(system::getOperatingSystem);
    return new MachineRecord(
        cpu(processor, flags),
        ask(hardware, h -> h.getMemory().getTotal()),
        ask(os, o -> o.getFamily() + " " + o.getVersionInfo().getVersion()),
        System.getProperty("os.version"),
        orEmpty(ask(processor, MachineProbe::load)),
        flags.isEmpty() ? null : flags.contains(HYPERVISOR),
        files.onBattery(),
        files.limits(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        gpus(hardware),
        card());
  }

  private Cpu cpu(@Nullable CentralProcessor processor, List<String> flags) {
    SortedMap<String, Long> caches = ask(processor, MachineProbe::caches);
    return new Cpu(
        ask(processor, p -> p.getProcessorIdentifier().getName().strip()),
        System.getProperty("os.arch"),
        ask(processor, CentralProcessor::getPhysicalProcessorCount),
        ask(processor, CentralProcessor::getLogicalProcessorCount),
        FEATURES.stream().filter(flags::contains).toList(),
        caches == null ? new TreeMap<>() : caches,
        ask(processor, p -> p.getMaxFreq() > 0 ? p.getMaxFreq() : null),
        files.governor(),
        files.turbo(),
        files.energyPreference());
  }

  private static List<String> flags(CentralProcessor processor) {
    return processor.getFeatureFlags().stream()
        .flatMap(line -> Arrays.stream(line.toLowerCase(Locale.ROOT).split("[\\s:,]+")))
        .distinct()
        .toList();
  }

  private static SortedMap<String, Long> caches(CentralProcessor processor) {
    SortedMap<String, Long> caches = new TreeMap<>();
    for (ProcessorCache cache : processor.getProcessorCaches()) {
      String type =
          switch (cache.getType()) {
            case DATA -> "d";
            case INSTRUCTION -> "i";
            default -> "";
          };
      caches.merge("L" + cache.getLevel() + type, (long) cache.getCacheSize(), Math::max);
    }
    return caches;
  }

  private static List<Double> load(CentralProcessor processor) {
    return Arrays.stream(processor.getSystemLoadAverage(3))
        .filter(average -> average >= 0)
        .boxed()
        .toList();
  }

  private List<Gpu> gpus(@Nullable HardwareAbstractionLayer hardware) {
    return cards.isEmpty()
        ? orEmpty(ask(hardware, MachineProbe::nvidia))
        : cards.stream().map(NvidiaSmi.Card::gpu).toList();
  }

  private @Nullable Integer card() {
    return NvidiaSmi.find(cards, device.index(), System.getenv("CUDA_VISIBLE_DEVICES"))
        .map(cards::indexOf)
        .orElse(null);
  }

  private static List<Gpu> nvidia(HardwareAbstractionLayer hardware) {
    return hardware.getGraphicsCards().stream()
        .filter(
            card -> (card.getVendor() + card.getName()).toLowerCase(Locale.ROOT).contains("nvidia"))
        .map(
            card ->
                new Gpu(
                    card.getName(),
                    card.getVRam() > 0 ? card.getVRam() : null,
                    card.getVersionInfo(),
                    null,
                    null))
        .toList();
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static <S, T> @Nullable T ask(@Nullable S source, Question<S, T> question) {
    return source == null ? null : attempt(() -> question.of(source));
  }

  /** Whatever goes wrong, the answer is null: a library missing here must not cost anyone a run. */
  private static <T> @Nullable T attempt(Supplier<@Nullable T> question) {
    try {
      return question.get();
    } catch (RuntimeException | LinkageError e) {
      return null;
    }
  }

  private interface Question<S, T> {
    @Nullable T of(S source);
  }
}
