package dev.assay.reports.cli;

import dev.assay.host.ArtifactResolver;
import dev.assay.host.BackendCatalog;
import dev.assay.host.Descriptor;
import dev.assay.host.HostException;
import dev.assay.host.Launch;
import dev.assay.host.Limits;
import dev.assay.host.NvidiaDriver;
import dev.assay.reports.record.AskedThreads;
import dev.assay.spi.Device;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which backends to use, and how. */
final class BackendOptions {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  /** A network may take as long as this many layers. */
  private static final int LAYERS_OF_PATIENCE = 10;

  @Option(
      names = "--backend",
      paramLabel = "NAME[@VERSION]",
      description =
          "A backend; repeat for several. By default all of them that compute on the device and are"
              + " no variant of another.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--variants",
      description =
          "Take the variants of each backend too: other ways to use the same library, listed by"
              + " 'assay backends'.")
  private boolean variants;

  @Option(
      names = "--adapters",
      paramLabel = "FOLDER",
      description =
          "More backends: a folder with a backend.properties and jars, or one that holds such"
              + " folders. May be repeated.")
  private List<Path> adapters = new ArrayList<>();

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "cpu",
      description = "Where to compute: cpu or cuda:N. Default: ${DEFAULT-VALUE}.")
  private Device device = Device.CPU;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads each backend computes with. Default: one per processor where it is timed; random"
              + " problems are small, so they go to a process of one thread per processor.")
  private @Nullable Integer threads;

  @Option(names = "--offline", description = "Download nothing; use what is there.")
  private boolean offline;

  @Option(
      names = "--deadline",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "How long a backend may take for one problem before it counts as hung. Default:"
              + " ${DEFAULT-VALUE}.")
  private int deadline;

  @Option(
      names = "--memory",
      paramLabel = "MIB",
      description =
          "How much memory a backend's process may take. Default: three quarters of the machine's.")
  private long memory = MachineMemory.threeQuartersMib();

  Device device() {
    return device;
  }

  /** Threads for what is timed. */
  int threads() {
    return threads == null ? PROCESSORS : AtLeastOne.of("--threads", threads);
  }

  /** Threads of each process that verifies random problems. */
  int verifyingThreads() {
    return threads == null ? 1 : threads;
  }

  /** How many threads backends are asked to compute with. */
  AskedThreads askedThreads() {
    return new AskedThreads(threads(), verifyingThreads());
  }

  /** Processes that verify random problems of a backend: none has to share a processor. */
  int verifyingProcesses() {
    return Math.max(1, PROCESSORS / verifyingThreads());
  }

  private Duration deadline() {
    if (deadline < 1) {
      throw Failure.usage("--deadline=" + deadline + " must be at least 1 second");
    }
    return Duration.ofSeconds(deadline);
  }

  Limits limits() {
    return new Limits(Duration.ofMinutes(3), deadline(), memory << 20);
  }

  /** Limits of a process that computes whole networks, which take longer than any layer. */
  Limits networkLimits() {
    Limits usual = limits();
    return new Limits(
        usual.start(), usual.problem().multipliedBy(LAYERS_OF_PATIENCE), usual.memory());
  }

  /** The most memory that a backend's process may take, in bytes. */
  long memoryBytes() {
    return memory << 20;
  }

  /** The backends asked for. */
  List<Descriptor> descriptors() {
    BackendCatalog catalog = catalog();
    List<Descriptor> chosen = names.isEmpty() ? plain(catalog) : named(catalog);
    if (!variants) {
      return chosen;
    }
    return chosen.stream()
        .flatMap(backend -> Stream.concat(Stream.of(backend), catalog.variants(backend).stream()))
        .distinct()
        .toList();
  }

  /** All that compute on such a device; if none does, all there are, and each says so. */
  private List<Descriptor> plain(BackendCatalog catalog) {
    List<Descriptor> plain = catalog.plain();
    List<Descriptor> fitting = plain.stream().filter(b -> b.computesOn(device)).toList();
    return fitting.isEmpty() ? plain : fitting;
  }

  /** Whether a backend is to be started: it was named, or it computes on the device asked for. */
  boolean isWanted(Descriptor descriptor) {
    return !names.isEmpty() || descriptor.computesOn(device);
  }

  /** Those asked for by name, else all there are, variants too. */
  List<Descriptor> listed() {
    BackendCatalog catalog = catalog();
    return names.isEmpty() ? catalog.all() : descriptors();
  }

  private BackendCatalog catalog() {
    List<Path> folders = new ArrayList<>(List.of(Home.backends()));
    folders.addAll(adapters);
    return new BackendCatalog(folders);
  }

  /** The folder of its user's that a backend was found in, as typed; empty for Assay's own. */
  Optional<String> adaptersOf(Descriptor descriptor) {
    return adapters.stream()
        .filter(folder -> descriptor.folder().startsWith(folder.toAbsolutePath().normalize()))
        .map(Path::toString)
        .findFirst();
  }

  private List<Descriptor> named(BackendCatalog catalog) {
    try {
      return new LinkedHashSet<>(names).stream().map(catalog::find).toList();
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }

  /**
   * A backend's jars and natives, fetched if need be; none if it cannot run here. Natives for cards
   * are large: without a driver none are fetched.
   */
  Resolution resolve(Descriptor descriptor) {
    Optional<String> missing =
        device.kind() == Device.Kind.CUDA && descriptor.computesOn(device)
            ? NvidiaDriver.missing()
            : Optional.empty();
    if (missing.isPresent()) {
      return new Resolution(
          null,
          descriptor.requestedName()
              + ": "
              + missing.get()
              + "; give the container the card, or choose with --device");
    }
    try (Downloads downloads = new Downloads();
        ArtifactResolver resolver = new ArtifactResolver(offline, downloads)) {
      return new Resolution(Launch.of(descriptor, device, threads(), resolver), "");
    } catch (HostException e) {
      return new Resolution(null, String.valueOf(e.getMessage()));
    }
  }

  /**
   * How to start a backend, or why it cannot be.
   *
   * @param launch null if it cannot
   * @param problem why not, with the remedy
   */
  record Resolution(@Nullable Launch launch, String problem) {}

  /** Refuses numbers that make no sense, before anything is started. */
  void check() {
    threads();
    deadline();
    if (memory < 1) {
      throw Failure.usage("--memory=" + memory + " must be at least 1 MiB");
    }
  }

  Path logs(Path runFolder) {
    return runFolder.resolve("logs");
  }
}
