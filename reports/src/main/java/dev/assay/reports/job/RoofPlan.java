package dev.assay.reports.job;

import dev.assay.bench.RoofProblem;
import dev.assay.host.Limits;
import dev.assay.reports.console.Failure;
import dev.assay.spi.Device;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the limits of the machine are measured.
 *
 * @param measured whether to measure anything
 * @param edge of the matrices; null for what the device asks for
 * @param arrayBytes of each array; null for as many as its caches ask for
 */
public record RoofPlan(boolean measured, @Nullable Integer edge, @Nullable Long arrayBytes) {

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
  public List<RoofProblem> problems(Device device, long cacheBytes) {
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
