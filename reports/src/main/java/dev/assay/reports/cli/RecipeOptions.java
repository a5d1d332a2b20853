package dev.assay.reports.cli;

import dev.assay.reference.init.Initializer;
import dev.assay.reference.op.Optimizer;
import dev.assay.reports.images.RateSchedule;
import dev.assay.reports.images.Recipe;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What a training starts from, and how parameters are moved. */
final class RecipeOptions {
  @Option(
      names = "--optimizer",
      paramLabel = "sgd|adam",
      defaultValue = "sgd",
      description = "The rule by which parameters are moved. Default: ${DEFAULT-VALUE}.")
  private Optimizer optimizer = Optimizer.SGD;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      split = ",",
      defaultValue = "0.1",
      description =
          "The learning rate, or several, separated by commas: one training for each, side by side."
              + " Default: ${DEFAULT-VALUE}.")
  private List<Double> learningRates = new ArrayList<>();

  @Option(
      names = "--learning-rate-decay",
      paramLabel = "FACTOR@STEPS",
      description =
          "What the learning rate is multiplied by after each so many steps, such as 0.1@200."
              + " Default: it stays as it is.")
  private RateSchedule schedule = RateSchedule.CONSTANT;

  @Option(
      names = "--momentum",
      paramLabel = "M",
      defaultValue = "0",
      description = "The momentum of sgd, below 1. Default: ${DEFAULT-VALUE}.")
  private double momentum;

  @Option(
      names = "--decay",
      paramLabel = "D",
      defaultValue = "0",
      description = "The weight decay, such as 0.0001. Default: ${DEFAULT-VALUE}.")
  private double decay;

  @Option(
      names = "--init",
      paramLabel = "RULE",
      defaultValue = "he-uniform",
      description =
          "The rule for the weights to start from: "
              + Initializer.NAMES
              + ". With a constant, all units of a layer learn the same. Default:"
              + " ${DEFAULT-VALUE}.")
  private Initializer weights = new Initializer.HeUniform();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Gives the weights to start from, and the order of images that --shuffle asks for."
              + " Default: ${DEFAULT-VALUE}.")
  private long seed;

  /** One for each learning rate. */
  List<Recipe> recipes() {
    return learningRates.stream()
        .distinct()
        .map(rate -> new Recipe(optimizer, rate, schedule, momentum, decay))
        .toList();
  }

  Initializer weights() {
    return weights;
  }

  long seed() {
    return seed;
  }
}
