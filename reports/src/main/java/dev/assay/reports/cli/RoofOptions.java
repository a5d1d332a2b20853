package dev.assay.reports.cli;

import dev.assay.bench.RoofProblem;
import dev.assay.reference.op.InvalidOperationException;
import dev.assay.reports.console.Failure;
import dev.assay.reports.job.RoofPlan;
import dev.assay.spi.Device;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the limits of the machine are measured. */
final class RoofOptions {
  /** Of as many elements as a tensor may have. */
  private static final int LARGEST_ARRAY = (int) (RoofProblem.MOST_BYTES >> 20);

  @Option(
      names = "--no-roof",
      description =
          "Do not measure the machine's limits: its best matrix product and its memory's bandwidth"
              + " for several numbers of threads, some seconds for each backend and number.")
  private boolean none;

  @Option(
      names = "--roof-edge",
      paramLabel = "N",
      description =
          "Rows and columns of the matrices whose product gives the arithmetic limit. Default: "
              + RoofProblem.EDGE
              + ", on a card "
              + RoofProblem.CARD_EDGE
              + " or as many as fit into its memory.")
  private @Nullable Integer edge;

  @Option(
      names = "--roof-array",
      paramLabel = "MIB",
      description =
          "Size of each of the arrays whose sum gives the limit of the memory. Default: four times the"
              + " machine's last-level caches together, at least 64; on a card 512, or as much as"
              + " fits into its memory.")
  private @Nullable Integer array;

  /** Checks the options. */
  RoofPlan plan() {
    if (none && (edge != null || array != null)) {
      throw Failure.usage(
          (edge != null ? "--roof-edge" : "--roof-array")
              + " is about the machine's limits, which --no-roof leaves out; leave out either");
    }
    if (array != null && array > LARGEST_ARRAY) {
      throw Failure.usage("--roof-array=" + array + " must be at most " + LARGEST_ARRAY);
    }
    RoofPlan plan =
        new RoofPlan(
            !none,
            edge == null ? null : AtLeastOne.of("--roof-edge", edge),
            array == null ? null : (long) AtLeastOne.of("--roof-array", array) << 20);
    try {
      plan.problems(Device.CPU, 0);
    } catch (InvalidOperationException e) {
      throw Failure.usage("--roof-edge=" + edge + ": " + e.getMessage());
    }
    return plan;
  }
}
