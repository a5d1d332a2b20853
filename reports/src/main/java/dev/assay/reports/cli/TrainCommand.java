package dev.assay.reports.cli;

import dev.assay.host.Worker;
import dev.assay.reference.op.InvalidOperationException;
import dev.assay.reports.console.ExitCode;
import dev.assay.reports.console.Failure;
import dev.assay.reports.console.Progress;
import dev.assay.reports.console.Terminal;
import dev.assay.reports.console.Version;
import dev.assay.reports.images.Batches;
import dev.assay.reports.images.ImageInput;
import dev.assay.reports.images.TestImages;
import dev.assay.reports.images.Training;
import dev.assay.reports.images.TrainingLog;
import dev.assay.reports.images.TrainingTrial;
import dev.assay.reports.job.BackendPlan;
import dev.assay.reports.job.MachineMemory;
import dev.assay.reports.job.UnrecordedBackends;
import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.record.Shell;
import dev.assay.reports.render.TrainingCurves;
import dev.assay.reports.render.TrainingReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a network from scratch, on all backends, the first steps beside the reference. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Train a network from scratch by every backend, the first steps by the reference too, compare"
          + " their losses, and test what they have learned.",
      "",
      "All start from the same weights and see the same batches; then each goes on from what its"
          + " own last step left. Rounding makes their losses part, the further the longer it goes"
          + " on, so they are shown and not judged. What is judged is each step by itself: from"
          + " where the reference stood before it, a backend must come to the same logits, loss,"
          + " updated parameters, moments and running statistics within the oracle's bound.",
      "",
      "What became of a backend is said as soon as it is done. A page shows the loss by step, and"
          + " the accuracy by epoch, of all backends and learning rates; it is written anew every"
          + " few seconds.",
      ""
    },
    footer = {
      "",
      "Ends with 2 when a step of a backend is wrong, known or not.",
      "",
      "Examples:",
      "  assay train --network resnet20 --images data_batch_1.bin \\",
      "      --mean .485,.456,.406 --std .229,.224,.225 --batch 32 --steps 10",
      "  assay train --network resnet20 --images data_batch_*.bin --test test_batch.bin \\",
      "      --epochs 2 --shuffle --batch 100 --learning-rate 0.1,0.01,0.001 --momentum 0.9 --decay 0.0001",
      "  assay train --network lenet5 --border 2 --optimizer adam --learning-rate 0.001 --epochs 5"
          + " \\",
      "      --images train-images-idx3-ubyte.gz --labels train-labels-idx1-ubyte.gz --save"
          + " trained",
      "  assay train … --init constant:0.1 --steps 100     all units of a layer stay the same",
    })
final class TrainCommand implements Callable<Integer> {
  private static final int USUAL_STEPS = 10;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec command;

  @Mixin private final ImageOptions images = new ImageOptions();
  @Mixin private final TestOptions test = new TestOptions();
  @Mixin private final RecipeOptions recipe = new RecipeOptions();
  @Mixin private final BackendOptions backends = new BackendOptions();

  @Option(
      names = "--count",
      paramLabel = "N",
      description =
          "Images to train on, from the first on; after the last the next epoch begins. Default:"
              + " all.")
  private @Nullable Integer count;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "32",
      description = "Images per step. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--shuffle",
      description =
          "Take the images in a random order, given by --seed, another one in each epoch. Default:"
              + " that of the files, in each epoch the same.")
  private boolean shuffle;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "How many steps. Default: " + USUAL_STEPS + ".")
  private @Nullable Integer steps;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How many times to go through all images, instead of a number of steps.")
  private @Nullable Integer epochs;

  @Option(
      names = "--reference-steps",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "How many steps the reference goes along, which takes most of the time; these are judged,"
              + " later ones are not. 0: none. Default: ${DEFAULT-VALUE}.")
  private int referenceSteps;

  @Option(
      names = "--save",
      paramLabel = "FOLDER",
      description =
          "Where to keep what each backend has learned, a safetensors file for each training,"
              + " written anew after each epoch; 'assay classify' reads them, and compares with the"
              + " reference.")
  private @Nullable Path save;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = ".",
      description =
          "Where to write the curves, training.html, and the loss of every step, training.csv, both"
              + " while the training goes on: an interrupt loses neither. Default: the current"
              + " folder.")
  private Path out = Path.of("");

  @Override
  public Integer call() {
    BackendPlan plan = backends.plan().forNetworks();
    AtLeastOne.of("--batch", batch);
    if (referenceSteps < 0) {
      throw Failure.usage("--reference-steps=" + referenceSteps + " must not be negative");
    }
    ImageInput input = images.read();
    List<Training> trainings = trainings(input);
    int judged = Math.min(referenceSteps, trainings.get(0).steps());
    MachineMemory.checkFits(trainings.get(0).problems(), (double) judged * trainings.size());
    Optional<TestImages> tested = test.read(images, batch);
    Optional<OutputFolder> weights = Optional.ofNullable(save).map(OutputFolder::made);
    List<TrainingTrial> trials = new ArrayList<>();
    try (TrainingLog log = new TrainingLog(OutputFolder.made(out), () -> report(input, trials))) {
      TrainingTrial.Observation observation =
          new TrainingTrial.Observation(
              stretch(trainings.get(0), tested.isPresent()), epochs != null, tested, weights, log);
      for (Training training : trainings) {
        trials.add(new TrainingTrial(training, reference(training, judged, log), observation));
      }
      int code =
          UnrecordedBackends.each(
              plan,
              (descriptor, worker) ->
                  ExitCode.worst(
                      trials.stream()
                          .map(trial -> train(trial, descriptor.requestedName(), worker, log))
                          .toList()));
      System.out.println();
      System.out.print(report(input, trials).print(Terminal.isThere()));
      System.out.println("Page: " + log.page());
      return code;
    }
  }

  private TrainingReport report(ImageInput input, List<TrainingTrial> trials) {
    return new TrainingReport(
        input.network().name(),
        "./assay " + Shell.words(command.root().commandLine().getParseResult().originalArgs()),
        trials.stream().map(TrainingTrial::curves).toList());
  }

  /** Has a backend train, and says at once what came of it; gives an exit code. */
  private static int train(TrainingTrial trial, String backend, Worker worker, TrainingLog log) {
    int code = trial.train(backend, worker);
    System.out.printf(
        "%s, learning rate %s: %s%n",
        backend, trial.learningRate(), trial.curve(backend).verdict());
    log.page();
    return code;
  }

  /** One for each learning rate. */
  private List<Training> trainings(ImageInput input) {
    if (!input.images().labelled()) {
      throw Failure.usage("training needs to know what the images show; give --labels");
    }
    int available = input.images().count();
    int used = count == null ? available : Math.min(count, available);
    if (used < batch) {
      throw Failure.usage("--batch=" + batch + " is more than the " + used + " images");
    }
    Batches batches =
        new Batches(used, batch, shuffle ? OptionalLong.of(recipe.seed()) : OptionalLong.empty());
    int wanted = steps(batches.perEpoch());
    try {
      return recipe.recipes().stream()
          .map(rule -> new Training(input, batches, wanted, rule, recipe.weights(), recipe.seed()))
          .toList();
    } catch (InvalidOperationException e) {
      throw Failure.usage(input.network().name() + ": " + e.getMessage());
    }
  }

  private int steps(int ofAnEpoch) {
    if (epochs == null) {
      return AtLeastOne.of("--steps", steps == null ? USUAL_STEPS : steps);
    }
    if (steps != null) {
      throw Failure.usage("--steps and --epochs say how long to train; give one of them");
    }
    return (int) Math.min(Integer.MAX_VALUE, (long) AtLeastOne.of("--epochs", epochs) * ofAnEpoch);
  }

  /** After how many steps to look how far a backend has come; 0 for never. */
  private int stretch(Training training, boolean tested) {
    return epochs != null ? training.steps() / epochs : tested ? training.steps() : 0;
  }

  private static List<Training.Reference> reference(Training training, int steps, TrainingLog log) {
    if (steps == 0) {
      return List.of();
    }
    String task = "training by the reference, learning rate " + training.learningRate();
    try (Progress progress = new Progress(task, steps)) {
      List<Training.Reference> way =
          training.reference(
              steps,
              loss -> {
                progress.step();
                progress.note(TrainingCurves.loss(loss));
              });
      log.reference(training.learningRate(), way.stream().map(Training.Reference::loss).toList());
      return way;
    }
  }
}
