package dev.assay.reports.cli;

import dev.assay.host.Worker;
import dev.assay.reference.op.InvalidOperationException;
import dev.assay.reports.console.ExitCode;
import dev.assay.reports.console.Failure;
import dev.assay.reports.console.Progress;
import dev.assay.reports.console.Terminal;
import dev.assay.reports.console.Version;
import dev.assay.reports.images.Computation;
import dev.assay.reports.images.Features;
import dev.assay.reports.images.ImageInput;
import dev.assay.reports.job.BackendPlan;
import dev.assay.reports.job.MachineMemory;
import dev.assay.reports.job.UnrecordedBackends;
import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.render.FeaturesReport;
import dev.assay.reports.render.FeaturesReport.Agreement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a layer of a trained network makes of images. */
@Command(
    name = "features",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Show what a layer of a trained network makes of images: its feature maps, their size, how"
          + " similar images are in its eyes, and the first layer's filters, as a page.",
      "",
      "The reference and every backend compute the layer. A backend is wrong if a number is off by"
          + " more than the reference's bound.",
      ""
    },
    footer = {
      "",
      "Ends with 2 when a backend is wrong, known or not.",
      "",
      "Examples:",
      "  assay features --network resnet20 --weights resnet20.safetensors --images test_batch.bin"
          + " \\",
      "      --mean .485,.456,.406 --std .229,.224,.225 --layer conv1",
      "  assay features … --layer avgpool --count 20     which images are alike?",
      "  assay features … --layer conv1 --first 17 --count 1     what it makes of one",
      "  assay networks resnet20                         the names of its layers",
    })
final class FeaturesCommand implements Callable<Integer> {
  @Mixin private final ImageOptions images = new ImageOptions();
  @Mixin private final WeightsOptions weights = new WeightsOptions();
  @Mixin private final BackendOptions backends = new BackendOptions();

  @Option(
      names = "--layer",
      paramLabel = "NAME",
      required = true,
      description = "The layer, as 'assay networks NETWORK' lists it.")
  private String layer = "";

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many images. Default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--first",
      paramLabel = "IMAGE",
      defaultValue = "0",
      description = "The first of them, counted from 0. Default: ${DEFAULT-VALUE}.")
  private int first;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = ".",
      description = "Where to write features.html. Default: the current folder.")
  private Path out = Path.of("");

  @Override
  public Integer call() {
    BackendPlan plan = backends.plan().forNetworks();
    AtLeastOne.of("--count", count);
    ImageInput input = images.read();
    ImageOptions.numbered("--first", first, input);
    int number = Math.min(count, input.images().count() - first);
    Features features = features(input, number);
    MachineMemory.checkFits(features.problem());
    OutputFolder folder = OutputFolder.made(out);

    try (Progress progress = new Progress("computing by the reference", 1)) {
      features.reference();
      progress.step();
    }
    List<Agreement> agreements = new ArrayList<>();
    int code =
        UnrecordedBackends.each(
            plan,
            (descriptor, worker) ->
                compute(descriptor.requestedName(), worker, features, agreements));
    FeaturesReport report =
        new FeaturesReport(
            input.network().name(),
            layer,
            features.shape(),
            features.reference(),
            IntStream.range(first, first + number).mapToObj(i -> name(input, i)).toList(),
            features.pixels(),
            features.filters(),
            agreements);
    System.out.print(report.print(Terminal.isThere()));
    System.out.println();
    System.out.println("Page: " + report.write(folder));
    return code;
  }

  private Features features(ImageInput input, int number) {
    try {
      return new Features(input, weights.read(input), layer, first, number);
    } catch (InvalidOperationException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }

  private static String name(ImageInput input, int image) {
    return input.images().labelled() ? input.label(image) : input.name(image);
  }

  /** Gives an exit code. */
  private static int compute(
      String backend, Worker worker, Features features, List<Agreement> agreements) {
    Agreement agreement;
    int code;
    try {
      agreement = new Agreement(backend, features.worstShare(new Computation(worker)), "");
      code = agreement.isWrong() ? ExitCode.WRONG : ExitCode.FINE;
    } catch (Computation.NoResults e) {
      agreement = new Agreement(backend, Double.NaN, String.valueOf(e.getMessage()));
      code = e.exitCode();
    }
    agreements.add(agreement);
    return code;
  }
}
