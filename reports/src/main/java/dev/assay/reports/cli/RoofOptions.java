package dev.assay.reports.cli;

import dev.assay.bench.RoofProblem;
import dev.assay.host.Limits;
import dev.assay.reference.op.InvalidOperationException;
import dev.assay.spi.Device;
import java.util.List;
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

  /**
   * What to measure.
   *
   * @param measured whether to measure anything
   * @param edge of the matrices; null for what the device asks for
   * @param arrayBytes of each array; null for as many as its caches ask for
   */
  record Plan(boolean measured, @Nullable Integer edge, @Nullable Long arrayBytes) {

    /**
     * Refuses what this process cannot hold, or that of a backend.
     *
     * @param limits of the backend's process
     * @throws Failure saying how much it takes
     */
    void checkFits(Limits limits) {
      if (measured && edge != null) {
        MachineMemory.checkFits(RoofProblem.product(edge).problem(), limits);
      }
      if (measured && arrayBytes != null) {
        MachineMemory.checkFits(RoofProblem.stream(arrayBytes).problem(), limits);
      }
    }

    /**
     * What to time.
     *
     * @param device that it is timed on
     * @param cacheBytes of the processors' last-level caches, all of them together
     */
    List<RoofProblem> problems(Device device, long cacheBytes) {
      if (!measured) {
        return List.of();
      }
      boolean card = device.kind() == Device.Kind.CUDA;
      return List.of(
          RoofProblem.product(edge != null ? edge : usualEdge(card)),
          RoofProblem.stream(
              arrayBytes != null
                  ? arrayBytes
                  : usualArray(card ? RoofProblem.CARD_CACHE_BYTES : cacheBytes)));
    }

    private static int usualEdge(boolean card) {
      int largest = (int) Math.sqrt((double) largestArray() / Float.BYTES);
      return Math.min(
          card ? RoofProblem.CARD_EDGE : RoofProblem.EDGE, Integer.highestOneBit(largest));
    }

    private static long usualArray(long cacheBytes) {
      return Math.min(RoofProblem.arrayBytes(cacheBytes), largestArray());
    }

    /** Matrices are three, too. */
    private static long largestArray() {
      return MachineMemory.largestTraffic() / RoofProblem.ARRAYS;
    }
  }

  /** Checks the options. */
  Plan plan() {
    if (none && (edge != null || array != null)) {
      throw Failure.usage(
          (edge != null ? "--roof-edge" : "--roof-array")
              + " is about the machine's limits, which --no-roof leaves out; leave out either");
    }
    if (array != null && array > LARGEST_ARRAY) {
      throw Failure.usage("--roof-array=" + array + " must be at most " + LARGEST_ARRAY);
    }
    Plan plan =
        new Plan(
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
