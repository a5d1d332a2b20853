package dev.assay.reports.cli;

import dev.assay.bench.RoofProblem;
import dev.assay.reference.op.InvalidOperationException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

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
          "Rows and columns of the matrices whose product is the arithmetic limit. Default:"
              + " ${DEFAULT-VALUE}.")
  private int edge = RoofProblem.EDGE;

  @Option(
      names = "--roof-array",
      paramLabel = "MIB",
      description =
          "Size of each of the arrays whose sum is the memory's limit. Default: four times the"
              + " machine's largest cache, at least 64.")
  private @Nullable Integer array;

  /**
   * What to measure.
   *
   * @param measured whether to measure anything
   * @param edge of the matrices
   * @param arrayBytes of each array; null for as many as the machine's caches ask for
   */
  record Plan(boolean measured, int edge, @Nullable Long arrayBytes) {

    /**
     * Refuses what this process cannot hold.
     *
     * @throws Failure saying how much it takes
     */
    void checkFits() {
      if (measured) {
        MachineMemory.checkFits(RoofProblem.product(edge).problem());
        if (arrayBytes != null) {
          MachineMemory.checkFits(RoofProblem.stream(arrayBytes).problem());
        }
      }
    }

    /**
     * What to time.
     *
     * @param cacheBytes of the machine's largest cache
     */
    List<RoofProblem> problems(long cacheBytes) {
      if (!measured) {
        return List.of();
      }
      long bytes =
          arrayBytes != null
              ? arrayBytes
              : Math.min(
                  RoofProblem.arrayBytes(cacheBytes),
                  MachineMemory.largestTraffic() / RoofProblem.ARRAYS);
      return List.of(RoofProblem.product(edge), RoofProblem.stream(bytes));
    }
  }

  /**
   * Checks the options.
   *
   * @param command whose options these are, for messages
   */
  Plan plan(CommandSpec command) {
    if (array != null && array > LARGEST_ARRAY) {
      throw new ParameterException(
          command.commandLine(), "--roof-array=" + array + " must be at most " + LARGEST_ARRAY);
    }
    Plan plan =
        new Plan(
            !none,
            AtLeastOne.of(command, "--roof-edge", edge),
            array == null ? null : (long) AtLeastOne.of(command, "--roof-array", array) << 20);
    try {
      plan.problems(0);
    } catch (InvalidOperationException e) {
      throw new ParameterException(
          command.commandLine(), "--roof-edge=" + edge + ": " + e.getMessage());
    }
    return plan;
  }
}
