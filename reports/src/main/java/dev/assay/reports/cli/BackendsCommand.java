package dev.assay.reports.cli;

import dev.assay.host.Descriptor;
import dev.assay.host.NvidiaDriver;
import dev.assay.host.Platform;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reports.console.ExitCode;
import dev.assay.reports.console.Terminal;
import dev.assay.reports.console.Version;
import dev.assay.reports.job.BackendPlan;
import dev.assay.reports.job.UnrecordedBackends;
import dev.assay.reports.render.TextTable;
import dev.assay.spi.Description;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the backends. */
@Command(
    name = "backends",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "List the backends and the devices they can compute on here.",
    footer = {
      "",
      "Examples:",
      "  assay backends",
      "  assay backends --start --backend djl-pytorch     start it and show what it says of itself",
      "  assay backends --start --device cuda:0           the same for all that compute on cards",
    })
final class BackendsCommand implements Callable<Integer> {
  private static final int INDENT = 2;

  @Mixin private final BackendOptions backends = new BackendOptions();

  @Option(
      names = "--start",
      description =
          "Start each that computes on the device, fetching its natives if necessary, and show what"
              + " it says of itself.")
  private boolean start;

  @Override
  public Integer call() {
    BackendPlan plan = backends.listing();
    Platform platform = Platform.current();
    System.out.println("on " + platform);
    List<Descriptor> listed = plan.chosen();
    TextTable table = new TextTable();
    listed.forEach(descriptor -> table.row(cells(descriptor, descriptor.devices(platform))));
    System.out.print(table.print(Terminal.isThere()));
    boolean fine = true;
    if (start) {
      for (Descriptor descriptor : listed) {
        fine &= !backends.isWanted(descriptor) || start(plan, descriptor);
      }
    }
    return fine ? ExitCode.FINE : ExitCode.UNAVAILABLE;
  }

  private static String[] cells(Descriptor descriptor, Set<String> devices) {
    return new String[] {
      descriptor.requestedName(),
      descriptor.version(),
      descriptor.title()
          + descriptor.variantOf().map(base -> ", a variant of " + base).orElse("")
          + "; "
          + (devices.isEmpty()
              ? "no natives for this platform, only for "
                  + String.join(", ", descriptor.supported())
              : "computes on " + String.join(", ", devices) + missing(devices))
    };
  }

  /** Why a backend that computes on cards alone cannot do that here, if that is plain to see. */
  private static String missing(Set<String> devices) {
    return devices.equals(Set.of("cuda"))
        ? NvidiaDriver.missing().map(reason -> "; not available: " + reason).orElse("")
        : "";
  }

  private static boolean start(BackendPlan plan, Descriptor descriptor) {
    int code =
        UnrecordedBackends.start(
            plan,
            descriptor,
            (started, worker) -> {
              System.out.println();
              System.out.println(descriptor.requestedName());
              System.out.print(
                  facts(worker.description()).print(Terminal.isThere()).indent(INDENT));
              return ExitCode.FINE;
            });
    return code == ExitCode.FINE;
  }

  private static TextTable facts(Description description) {
    TextTable table = new TextTable();
    table.row("device", description.device());
    table.row("threads", description.threads() == 0 ? "unknown" : description.threads() + "");
    if (description.precision() != ProductPrecision.F32) {
      table.row("products", "in " + description.precision() + ", as declared");
    }
    description.facts().forEach((name, fact) -> table.row(name, fact));
    return table;
  }
}
