package dev.assay.reports.cli;

import dev.assay.host.Worker;
import dev.assay.reports.cli.Classification.Judgement;
import dev.assay.reports.render.Numbers;
import dev.assay.reports.render.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Classifies images by a trained network, on all backends and the reference. */
@Command(
    name = "classify",
    mixinStandardHelpOptions = true,
    versionProvider = Assay.Version.class,
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
      "      --mean .485,.456,.406 --std .229,.224,.225 --classes imagenet-classes.txt",
    })
final class ClassifyCommand implements Callable<Integer> {
  private static final int LISTED = 10;

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
    BackendOptions.Plan plan = backends.plan().forNetworks();
    AtLeastOne.of("--count", count);
    AtLeastOne.of("--batch", batch);
    AtLeastOne.of("--top", top);
    ImageOptions.Input input = images.read();
    int first = first(input);
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
            (descriptor, worker) -> {
              Result result = classify(descriptor.requestedName(), worker, classification, number);
              results.add(result);
              return result.code;
            });
    if (show == null) {
      print(classification, number, input, results);
    }
    if (show != null || input.layout() == ImagesFormat.PHOTO) {
      for (int image = 0; image < number; image++) {
        printLikeliest(image, first + image, classification, input, results);
      }
    }
    return code;
  }

  private int first(ImageOptions.Input input) {
    int image = show == null ? 0 : show;
    if (image < 0 || image >= input.images().count()) {
      throw Failure.usage(
          String.format("--show=%d must be from 0 to %d", image, input.images().count() - 1));
    }
    return image;
  }

  /**
   * What a backend made of the images.
   *
   * @param judgement null if there are no results
   * @param obstacle why not; empty if there are
   * @param code the exit code
   */
  private record Result(String backend, @Nullable Judgement judgement, String obstacle, int code) {}

  private static Result classify(
      String name, Worker worker, Classification classification, int number) {
    try (Progress progress = new Progress("classifying by " + name, number)) {
      Judgement judgement = classification.judge(new Computation(worker), progress::to);
      return new Result(name, judgement, "", judgement.isWrong() ? ExitCode.WRONG : ExitCode.FINE);
    } catch (Computation.NoResults e) {
      return new Result(name, null, String.valueOf(e.getMessage()), e.exitCode());
    }
  }

  private static void print(
      Classification classification, int number, ImageOptions.Input input, List<Result> results) {
    TextTable table = new TextTable(Stream.of("", "top-1", "as the reference", "error/bound"));
    table.row("reference", accuracy(classification, classification.reference()), "", "");
    for (Result result : results) {
      Judgement judgement = result.judgement;
      if (judgement == null) {
        table.row(result.backend, result.obstacle);
      } else {
        String share = Numbers.share(judgement.worstShare());
        table.row(
            result.backend,
            accuracy(classification, judgement.logits()),
            number - judgement.others().size() + " of " + number,
            judgement.worstShare() > 1 ? share + ", wrong" : share);
      }
    }
    System.out.print(table.print(Terminal.isThere()));
    for (Result result : results) {
      if (result.judgement != null) {
        list(result.backend, result.judgement, classification, input);
      }
    }
  }

  private static String accuracy(Classification classification, Logits logits) {
    double accuracy = classification.accuracy(logits);
    return Double.isNaN(accuracy) ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * accuracy);
  }

  /** Says which images a backend takes for something else. */
  private static void list(
      String backend,
      Judgement judgement,
      Classification classification,
      ImageOptions.Input input) {
    List<Integer> others = judgement.others();
    for (int image : others.subList(0, Math.min(LISTED, others.size()))) {
      System.out.printf(
          "%s: image %d is %s instead of %s, %s%n",
          backend,
          image,
          input.classes().get(judgement.logits().top(image)),
          input.classes().get(classification.reference().top(image)),
          judgement.wrong().contains(image) ? "wrong" : "which is as good within the bound");
    }
    if (others.size() > LISTED) {
      System.out.printf("%s: and %d more%n", backend, others.size() - LISTED);
    }
  }

  /**
   * Shows the likeliest classes of an image.
   *
   * @param image among those that were classified
   * @param number of the image among all
   */
  private void printLikeliest(
      int image,
      int number,
      Classification classification,
      ImageOptions.Input input,
      List<Result> results) {
    System.out.printf(
        "%s%s%n", input.name(number), input.images().labelled() ? ": " + input.label(number) : "");
    TextTable table = new TextTable();
    table.row("reference", likeliest(classification.reference(), image, input));
    for (Result result : results) {
      table.row(
          result.backend,
          result.judgement == null
              ? result.obstacle
              : likeliest(result.judgement.logits(), image, input));
    }
    System.out.print(table.print(Terminal.isThere()));
  }

  private String likeliest(Logits logits, int image, ImageOptions.Input input) {
    List<String> classes = new ArrayList<>();
    for (int likely : logits.top(image, top)) {
      classes.add(
          String.format(
              Locale.ROOT,
              "%s %.1f %%",
              input.classes().get(likely),
              100 * logits.probability(image, likely)));
    }
    return String.join(", ", classes);
  }
}
