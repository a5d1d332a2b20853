package dev.assay.reports.cli;

import dev.assay.bench.TimeBudget;
import dev.assay.host.BackendCatalog;
import dev.assay.host.Descriptor;
import dev.assay.host.Limits;
import dev.assay.host.Platform;
import dev.assay.reports.console.Failure;
import dev.assay.reports.job.BackendPlan;
import dev.assay.reports.job.Home;
import dev.assay.reports.job.MachineMemory;
import dev.assay.reports.machine.MachineProbe;
import dev.assay.reports.record.Asked;
import dev.assay.spi.Device;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which backends to use, and how. */
final class BackendOptions {
  private static final int DEADLINE = 30;
  private static final long USUAL_MEMORY = MachineMemory.threeQuartersMib();
  private static final Duration PATIENCE_AT_START = Duration.ofMinutes(3);

  @Option(
      names = "--backend",
      paramLabel = "NAME[@VERSION]",
      description =
          "A backend, or the same in another version of its library; repeat for several. Default:"
              + " all that compute on the device, on this platform, and are not variants of"
              + " another.")
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
          "Threads each backend computes with. Default: one per physical core where it is timed;"
              + " random problems are small, so they go to a process of one thread per processor, on"
              + " a card to "
              + BackendPlan.PROCESSES_ON_A_CARD
              + " at most.")
  private @Nullable Integer threads;

  @Option(names = "--offline", description = "Download nothing; use what is there.")
  private boolean offline;

  @Option(
      names = "--deadline",
      paramLabel = "SECONDS",
      defaultValue = "" + DEADLINE,
      description =
          "How long a backend may take for one problem before it counts as hung, beside a second"
              + " for every 25 MB of its numbers; for a whole network "
              + BackendPlan.LAYERS_OF_PATIENCE
              + " times as long. While it is timed, its first run may take twice that, and all others"
              + " together up to "
              + TimeBudget.FEWEST_RUNS
              + " times, the less the faster the first was. Default: ${DEFAULT-VALUE}.")
  private int deadline;

  @Option(
      names = "--memory",
      paramLabel = "MIB",
      description =
          "How much memory a backend may take: a process of it, or all those together that share"
              + " random problems out, which are fewer where that is less than 2048 for each."
              + " At most half of it is the heap of its JVM. What takes more is not timed. Default:"
              + " three quarters of the machine's.")
  private long memory = USUAL_MEMORY;

  /** To compute with the backends asked for. */
  BackendPlan plan() {
    BackendChoice choice = choice();
    List<String> leftOut = choice.leftOut();
    if (!leftOut.isEmpty()) {
      System.err.printf(
          "assay: without %s, of which there are no natives for %s%n",
          String.join(", ", leftOut), choice.platform().name());
    }
    return plan(choice.taken());
  }

  /** To tell of the backends that there are. */
  BackendPlan listing() {
    return plan(choice().listed());
  }

  /** Whether a backend that is told of is to be started: it was named, or computes here. */
  boolean isWanted(Descriptor descriptor) {
    return !names.isEmpty() || descriptor.computesOn(device, Platform.current());
  }

  private BackendChoice choice() {
    List<Path> folders = new ArrayList<>(List.of(Home.backends()));
    folders.addAll(adapters);
    return new BackendChoice(
        new BackendCatalog(folders), names, variants, device, Platform.current());
  }

  private BackendPlan plan(List<Descriptor> chosen) {
    if (deadline < 1) {
      throw Failure.usage("--deadline=" + deadline + " must be at least 1 second");
    }
    if (memory < 1) {
      throw Failure.usage("--memory=" + memory + " must be at least 1 MiB");
    }
    return new BackendPlan(
        chosen,
        adapters,
        device,
        new Asked(
            threads == null ? MachineProbe.cores() : AtLeastOne.of("--threads", threads),
            threads == null ? 1 : threads,
            deadline == DEADLINE ? null : deadline,
            memory == USUAL_MEMORY ? null : memory),
        new Limits(PATIENCE_AT_START, Duration.ofSeconds(deadline), memory << 20),
        offline);
  }
}
