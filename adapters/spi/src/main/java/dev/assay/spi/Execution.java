package dev.assay.spi;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** One prepared problem. What is verified and what is timed are calls of the same {@link #run}. */
public interface Execution extends AutoCloseable {

  /**
   * Computes the results once. Returns when the device is done; copies nothing between Java and the
   * backend. Every call computes afresh from the same inputs; but a training step goes on from the
   * parameters that the call before it left, as in training.
   */
  void run();

  /** Makes the next {@link #run} start from what {@code prepare} made, if runs leave anything. */
  default void reset() {}

  /** The results of the last {@link #run}, in the order of {@code Problem.results}, row-major. */
  List<float[]> outputs();

  /**
   * Computes the results once more, as {@link #run} does, and tells how long the device took by its
   * own clock, from the beginning of the first call to the end of the last, in seconds. Empty, and
   * nothing is computed, where the backend does not ask such a clock.
   */
  default OptionalDouble deviceSeconds() {
    return OptionalDouble.empty();
  }

  /**
   * How much of the device's own memory is allocated for this problem, in bytes: arrays and
   * workspace, but not what libraries hold for themselves. Empty where the device computes in the
   * processor's memory, or the backend does not know.
   */
  default OptionalLong deviceBytes() {
    return OptionalLong.empty();
  }

  /**
   * What the library says of the bits of further runs: whether it promises the same, by its
   * documentation or when asked for the algorithms that were chosen. A promise is held against what
   * is seen; that a backend is merely expected to repeat itself is none.
   */
  default Repeatability repeatability() {
    return Repeatability.UNSTATED;
  }

  /** Releases everything {@code prepare} and {@code run} allocated. */
  @Override
  void close();
}
