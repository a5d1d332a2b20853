package dev.assay.spi;

import java.util.List;

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

  /** Releases everything {@code prepare} and {@code run} allocated. */
  @Override
  void close();
}
