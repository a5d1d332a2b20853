package dev.assay.reports.cli;

import dev.assay.host.Descriptor;
import dev.assay.host.Worker;
import dev.assay.reference.op.InvalidOperationException;
import dev.assay.reports.render.TrainingCurves;
import dev.assay.reports.render.TrainingCurves.Curve;
import dev.assay.reports.render.TrainingCurves.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a network from scratch for some steps, on all backends and the reference. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    versionProvider = Assay.Version.class,
    description = {
      "Train a network from scratch for some steps, by the reference and by every backend, and"
          + " compare their losses step by step.",
      "",
      "All start from the same weights and see the same batches; then each goes on from what its own"
          + " last step left. Rounding makes their losses part, the further the longer it goes on, so"
          + " they are shown and not judged. What is judged is each step by itself: from where the"
          + " reference stood before it, a backend must come to the same logits, loss, updated"
          + " parameters and running statistics within the oracle's bound.",
      ""
    },
    footer = {
      "",
      "Ends with 2 when a step of a backend is wrong, known or not.",
      "",
      "Examples:",
      "  assay train --network resnet20 --images data_batch_1.bin \\",
      "      --mean .485,.456,.406 --std .229,.224,.225 --batch 32 --steps 10",
      "  assay train --network lenet5 --border 2 --learning-rate 0.05 \\",
      "      --images train-images-idx3-ubyte.gz --labels train-labels-idx1-ubyte.gz",
      "  assay train … --steps 100 --no-reference     only the losses of the backends",
    })
final class TrainCommand implements Callable<Integer> {
  @Mixin private final ImageOptions images = new ImageOptions();
  @Mixin private final BackendOptions backends = new BackendOptions();

  @Option(
      names = "--count",
      paramLabel = "N",
      description =
          "Images to train on, from the first on; after the last comes the first again. Default:"
              + " all.")
  private @Nullable Integer count;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "32",
      description = "Images per step. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many steps. Default: ${DEFAULT-VALUE}.")
  private int steps;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      defaultValue = "0.1",
      description = "The rate of plain gradient descent. Default: ${DEFAULT-VALUE}.")
  private double learningRate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Gives the weights to start from. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--no-reference",
      description = "Leave out the reference, which takes most of the time, and judge nothing.")
  private boolean withoutReference;

  @Override
  public Integer call() {
    BackendOptions.Plan plan = backends.plan();
    AtLeastOne.of("--batch", batch);
    AtLeastOne.of("--steps", steps);
    ImageOptions.Input input = images.read();
    Training training = training(input);
    if (withoutReference) {
      MachineMemory.checkFits(training.problem());
    } else {
      MachineMemory.checkFits(training.problem(), steps);
    }

    List<Training.Reference> reference = withoutReference ? List.of() : reference(training);
    List<Curve> curves = new ArrayList<>();
    int code =
        UnrecordedBackends.each(
            plan, (descriptor, worker) -> train(descriptor, worker, training, reference, curves));
    System.out.print(
        new TrainingCurves(
                training.problem(),
                reference.stream().map(Training.Reference::loss).toList(),
                curves)
            .print(Terminal.isThere()));
    return code;
  }

  private Training training(ImageOptions.Input input) {
    if (!input.images().labelled()) {
      throw Failure.usage("training needs to know what the images show; give --labels");
    }
    int available = input.images().count();
    int used = count == null ? available : Math.min(count, available);
    if (used < batch) {
      throw Failure.usage("--batch=" + batch + " is more than the " + used + " images");
    }
    try {
      return new Training(input, used, batch, learningRate, seed);
    } catch (InvalidOperationException e) {
      throw Failure.usage(input.network().name() + ": " + e.getMessage());
    }
  }

  private List<Training.Reference> reference(Training training) {
    try (Progress progress = new Progress("training by the reference", steps)) {
      return training.reference(
          steps,
          loss -> {
            progress.step();
            progress.note(TrainingCurves.loss(loss));
          });
    }
  }

  /** Gives an exit code. */
  private int train(
      Descriptor descriptor,
      Worker worker,
      Training training,
      List<Training.Reference> reference,
      List<Curve> curves) {
    String name = descriptor.requestedName();
    List<Step> done = new ArrayList<>();
    String obstacle = "";
    int code = ExitCode.FINE;
    try (Progress progress = new Progress("training by " + name, steps)) {
      training.backend(
          steps,
          new Computation(worker),
          reference,
          step -> {
            done.add(step);
            progress.step();
            progress.note(TrainingCurves.loss(step.loss()));
          });
    } catch (Computation.NoResults e) {
      obstacle = String.valueOf(e.getMessage());
      code = e.exitCode();
    }
    Curve curve = new Curve(name, done, obstacle);
    curves.add(curve);
    return curve.isWrong() ? ExitCode.WRONG : code;
  }
}
