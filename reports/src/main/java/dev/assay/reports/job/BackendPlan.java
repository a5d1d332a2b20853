package dev.assay.reports.job;

import dev.assay.host.Descriptor;
import dev.assay.host.Limits;
import dev.assay.reports.record.Asked;
import dev.assay.spi.Device;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which backends to use, and how.
 *
 * @param chosen the backends, in order
 * @param adapters folders of its user's with more of them, as typed
 * @param asked how many threads each computes with, its deadline and its memory
 * @param limits of a process that computes single operations on its own
 * @param offline whether nothing may be downloaded
 */
public record BackendPlan(
    List<Descriptor> chosen,
    List<Path> adapters,
    Device device,
    Asked asked,
    Limits limits,
    boolean offline) {
  /**
   * Processes that verify random problems on a card: each takes memory of it for a context of its
   * own, and the card does their work in turn.
   */
  public static final int PROCESSES_ON_A_CARD = 4;

  /** A network may take as long as this many layers. */
  public static final int LAYERS_OF_PATIENCE = 10;

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  /**
   * Memory that a process needs to verify random problems, whose arrays are small: for a JVM, its
   * natives, and what is not collected at once.
   */
  private static final long MEMORY_TO_VERIFY = 2L << 30;

  /** Threads for what is timed. */
  int threads() {
    return asked.usual();
  }

  /** Threads of each process that verifies random problems. */
  int verifyingThreads() {
    return asked.random();
  }

  /**
   * Processes that verify random problems of a backend: none has to share a processor, few share a
   * card, and there is memory for each.
   */
  int verifyingProcesses() {
    long most = Math.min(PROCESSORS / verifyingThreads(), limits.memory() / MEMORY_TO_VERIFY);
    if (!device.equals(Device.CPU)) {
      most = Math.min(most, PROCESSES_ON_A_CARD);
    }
    return (int) Math.max(1, most);
  }

  /** Limits of each of these processes: all together take no more memory than one may. */
  Limits verifyingLimits() {
    return new Limits(limits.start(), limits.problem(), limits.memory() / verifyingProcesses());
  }

  /** Limits of a process that computes whole networks, which take longer than any layer. */
  Limits networkLimits() {
    return new Limits(
        limits.start(), limits.problem().multipliedBy(LAYERS_OF_PATIENCE), limits.memory());
  }

  /** The same backends, to compute nothing but whole networks. */
  public BackendPlan forNetworks() {
    return new BackendPlan(chosen, adapters, device, asked, networkLimits(), offline);
  }

  /** The folder of its user's that a backend was found in, as typed; empty for Assay's own. */
  Optional<String> adaptersOf(Descriptor descriptor) {
    return adapters.stream()
        .filter(folder -> descriptor.folder().startsWith(folder.toAbsolutePath().normalize()))
        .map(Path::toString)
        .findFirst();
  }
}
