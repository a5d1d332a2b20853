package dev.assay.reports.cli;

import dev.assay.host.Worker;
import dev.assay.reports.console.ExitCode;
import dev.assay.reports.console.Progress;
import dev.assay.reports.console.Terminal;
import dev.assay.reports.console.Version;
import dev.assay.reports.images.Classification;
import dev.assay.reports.images.Classification.Judgement;
import dev.assay.reports.images.ClassificationReport;
import dev.assay.reports.images.ClassificationReport.Result;
import dev.assay.reports.images.Computation;
import dev.assay.reports.images.ImageInput;
import dev.assay.reports.images.ImagesFormat;
import dev.assay.reports.job.BackendPlan;
import dev.assay.reports.job.MachineMemory;
import dev.assay.reports.job.UnrecordedBackends;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Classifies images by a trained network, on all backends and the reference. */
@Command(
    name = "classify",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Classify images by a trained network, by the reference and by every backend, and compare"
          + " image by image.",
      "",
      "A backend is wrong if a logit is off by more than the reference's bound, or if it names"
          + " another class where the best one is ahead of the next by more than twice that bound.",
      ""
    },
    footer = {
      "",
      "Ends with 2 when a backend is wrong, known or not.",
      "",
      "Examples:",
      "  assay classify --network resnet20 --weights resnet20.safetensors --images test_batch.bin"
          + " \\",
      "      --mean .485,.456,.406 --std .229,.224,.225 --count 200",
      "  assay classify --network lenet5 --weights lenet5.safetensors --border 2 \\",
      "      --images t10k-images-idx3-ubyte.gz --labels t10k-labels-idx1-ubyte.gz",
      "  assay classify … --show 17        the five likeliest classes of image 17, counted from 0",
      "  assay classify --network resnet18 --weights resnet18.safetensors --images cat.jpg photos/"
          + " \\",
      "      --mean .485,.456,.406 --std .229,.224,.225",
    })
final class ClassifyCommand implements Callable<Integer> {
  @Mixin private final ImageOptions images = new ImageOptions();
  @Mixin private final WeightsOptions weights = new WeightsOptions();
  @Mixin private final BackendOptions backends = new BackendOptions();

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many images, from the first on. Default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many go through the network at once. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--show",
      paramLabel = "IMAGE",
      description = "Only this image, counted from 0, and its likeliest classes.")
  private @Nullable Integer show;

  @Option(
      names = "--top",
      paramLabel = "K",
      defaultValue = "5",
      description = "How many classes to show. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Override
  public Integer call() {
    BackendPlan plan = backends.plan().forNetworks();
    AtLeastOne.of("--count", count);
    AtLeastOne.of("--batch", batch);
    AtLeastOne.of("--top", top);
    ImageInput input = images.read();
    int first = show == null ? 0 : ImageOptions.numbered("--show", show, input);
    int number = show != null ? 1 : Math.min(count, input.images().count());
    Classification classification =
        new Classification(input, weights.read(input), first, number, batch);
    MachineMemory.checkFits(classification.problem(0));

    try (Progress progress = new Progress("classifying by the reference", number)) {
      classification.computeReference(progress::to);
    }
    List<Result> results = new ArrayList<>();
    int code =
        UnrecordedBackends.each(
            plan,
            (descriptor, worker) ->
                classify(descriptor.requestedName(), worker, classification, number, results));
    ClassificationReport report =
        new ClassificationReport(classification, input, results, Terminal.isThere());
    if (show == null) {
      System.out.print(report.summary());
    }
    if (show != null || input.layout() == ImagesFormat.PHOTO) {
      for (int image = 0; image < number; image++) {
        System.out.print(report.likeliest(image, first + image, top));
      }
    }
    return code;
  }

  /** Gives an exit code. */
  private static int classify(
      String name, Worker worker, Classification classification, int number, List<Result> results) {
    try (Progress progress = new Progress("classifying by " + name, number)) {
      Judgement judgement = classification.judge(new Computation(worker), progress::to);
      results.add(new Result(name, judgement, ""));
      return judgement.isWrong() ? ExitCode.WRONG : ExitCode.FINE;
    } catch (Computation.NoResults e) {
      results.add(new Result(name, null, String.valueOf(e.getMessage())));
      return e.exitCode();
    }
  }
}
