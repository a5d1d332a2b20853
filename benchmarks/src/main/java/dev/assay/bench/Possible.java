package dev.assay.bench;

import dev.assay.reference.op.Cost;
import dev.assay.reference.op.Flatten;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.Device;
import java.util.Locale;

/**
 * What no machine exceeds by far, to tell when a time is that of doing nothing: a backend that
 * keeps its results and gives them away again, since the inputs have not changed, does not give
 * itself away by anything else.
 *
 * @param flops per second
 * @param bytes per second
 */
record Possible(double flops, double bytes) {
  /**
   * Of one thread: 16 lanes, two multiply-adds at once and 6 GHz make 0.4·10¹²; algorithms that
   * need fewer operations than they are charged (Winograd's) save up to five sixths.
   */
  private static final double THREAD_FLOPS = 4e12;

  /** Of one thread from its first-level cache: three vectors of 64 bytes at 6 GHz, and some. */
  private static final double THREAD_BYTES = 2e12;

  /** Of a card: some times what the largest have in their shortest arithmetic. */
  private static final double CARD_FLOPS = 2e16;

  /** Of a card, from its caches. */
  private static final double CARD_BYTES = 2e14;

  /**
   * On one device.
   *
   * @param threads of a processor, more if it has more: a backend may take them all
   */
  static Possible on(Device device, int threads) {
    return device.kind() == Device.Kind.CPU
        ? new Possible(threads * THREAD_FLOPS, threads * THREAD_BYTES)
        : new Possible(CARD_FLOPS, CARD_BYTES);
  }

  /**
   * Refuses a time that is too short. To flatten an array may take no time: it may be another view
   * of the same memory.
   */
  void check(Problem problem, double seconds) throws WithheldException {
    Cost cost = problem.cost();
    double least = Math.max(cost.flops() / flops, cost.bytes() / bytes);
    if (seconds < least && !(problem.operation() instanceof Flatten)) {
      throw WithheldException.mistrusted(
          String.format(
              Locale.ROOT,
              "done in %.3g ms, in which no machine computes it (%.0f GFLOP/s, %.0f GB/s)",
              seconds * 1e3,
              cost.flops() / seconds * 1e-9,
              cost.bytes() / seconds * 1e-9));
    }
  }
}
