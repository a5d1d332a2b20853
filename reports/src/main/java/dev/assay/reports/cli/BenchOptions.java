package dev.assay.reports.cli;

import dev.assay.bench.InvalidWorkloadException;
import dev.assay.bench.TimePlan;
import dev.assay.bench.Workload;
import dev.assay.bench.WorkloadProblem;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.InvalidOperationException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What to time, and for how long. */
final class BenchOptions {
  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec command;

  @Option(
      names = "--network",
      paramLabel = "NAME|FILE",
      description =
          "The layers to time: alexnet, vgg16, resnet18 or a workload file; repeat for several."
              + " Default: all three.")
  private List<String> networks = new ArrayList<>();

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Images per batch. Default: ${DEFAULT-VALUE}.")
  private int batch = TimePlan.BATCH_SIZE;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description =
          "Processes each backend is timed in, in turn with the others. Default: ${DEFAULT-VALUE}.")
  private int rounds = TimePlan.ROUNDS;

  @Option(
      names = "--bench-seconds",
      paramLabel = "SECONDS",
      defaultValue = "360",
      description = "Time for all timing of all backends. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  /**
   * What to time.
   *
   * @param layers forward and gradients
   * @param rounds processes per backend
   * @param seconds for all backends together
   */
  record Plan(List<WorkloadProblem> layers, int rounds, double seconds) {}

  Plan plan() {
    if (!(seconds > 0)) {
      throw new ParameterException(
          command.commandLine(), "--bench-seconds=" + seconds + " must be more than 0");
    }
    return new Plan(layers(), positive("--rounds", rounds), seconds);
  }

  private List<WorkloadProblem> layers() {
    List<String> names = networks.isEmpty() ? Workload.bundled() : networks;
    try {
      return names.stream()
          .distinct()
          .map(Workload::of)
          .flatMap(
              workload ->
                  workload
                      .problems(
                          positive("--batch", batch),
                          List.of(Direction.FORWARD, Direction.BACKWARD))
                      .stream())
          .toList();
    } catch (InvalidWorkloadException | InvalidOperationException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private int positive(String option, int value) {
    if (value < 1) {
      throw new ParameterException(
          command.commandLine(), option + "=" + value + " must be at least 1");
    }
    return value;
  }
}
