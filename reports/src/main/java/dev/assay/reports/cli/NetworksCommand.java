package dev.assay.reports.cli;

import dev.assay.bench.PublishedWorkload;
import dev.assay.bench.Workload;
import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Network;
import dev.assay.reports.console.ExitCode;
import dev.assay.reports.console.Failure;
import dev.assay.reports.console.Terminal;
import dev.assay.reports.console.Version;
import dev.assay.reports.render.NetworkTable;
import dev.assay.reports.render.TextTable;
import dev.assay.reports.render.WorkloadTable;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the tables of the networks. */
@Command(
    name = "networks",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "List the networks, and the workloads that are none, or print the layers of one: sizes,"
            + " parameters, work.",
    footer = {
      "",
      "A multiply-add counts as two floating-point operations.",
      "",
      "Examples:",
      "  assay networks                            all of them, with their totals",
      "  assay networks vgg16                      its layers",
      "  assay networks resnet18 --batch 8 --size 64x64",
      "  assay networks deepbench                  its layers, as problems",
    })
final class NetworksCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "NAME", description = "A network, or a workload.")
  private @Nullable String name;

  @Option(names = "--batch", paramLabel = "N", description = "Images per batch. Default: 1.")
  private @Nullable Integer batch;

  @Option(
      names = "--size",
      paramLabel = "HEIGHTxWIDTH",
      description = "Size of the images. Default: the size it was published for.")
  private @Nullable Extent size;

  @Override
  public Integer call() {
    if (name == null) {
      refuseOptions();
      print(NetworkTable.ofAll(Architecture.all()));
      System.out.println();
      print(WorkloadTable.ofAll(PublishedWorkload.all()));
    } else {
      show(name);
    }
    return ExitCode.FINE;
  }

  private void refuseOptions() {
    if (batch != null || size != null) {
      throw Failure.usage(
          (batch != null ? "--batch" : "--size")
              + " is about one network; name it, or leave it out");
    }
  }

  private static Architecture network(String name) {
    try {
      return Assay.network(name, Workload.names());
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }

  private void show(String called) {
    PublishedWorkload.find(called).ifPresentOrElse(this::show, () -> show(network(called)));
  }

  private void show(PublishedWorkload of) {
    refuseOptions();
    show(of.name(), of.source(), WorkloadTable.of(of.workload(1)));
  }

  private void show(Architecture of) {
    show(of.name(), of.source(), table(of));
  }

  private static void show(String name, String source, TextTable table) {
    System.out.println(name + ": " + source);
    System.out.println();
    print(table);
  }

  private static void print(TextTable table) {
    System.out.print(table.print(Terminal.isThere()));
  }

  private TextTable table(Architecture of) {
    int images = batch == null ? 1 : AtLeastOne.of("--batch", batch);
    try {
      Network network = of.network(images, size == null ? of.size() : size);
      return NetworkTable.of(network);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(
          "%s at --batch=%d%s: %s"
              .formatted(of.name(), images, size == null ? "" : " --size=" + size, e.getMessage()));
    }
  }
}
