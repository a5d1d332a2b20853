package dev.assay.spi;

import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * A deep-learning backend on one device, as seen by the suite. Lives in a worker process of its
 * own; used by one thread.
 *
 * <p>An implementation has a public constructor {@code (Device device, int threads)} that throws
 * {@link DeviceUnavailableException} if the device is not there; its name stands in the backend's
 * descriptor.
 */
public interface Backend extends AutoCloseable {

  /** What is really running: versions, device, threads, all read back from the backend. */
  Description description();

  /**
   * Makes a problem ready to run: inputs resident on the device, in the backend's fastest layout,
   * everything done that a good user would do once and not in every step.
   *
   * @param inputs the operands, then for a backward direction the output's gradient; never modified
   * @throws UnsupportedProblemException if the backend has no way to compute this problem
   * @throws RuntimeException whatever the backend throws for a problem it refuses
   */
  Execution prepare(Problem problem, List<Tensor> inputs);

  /** Where this backend is known to be wrong, which does not change while it is open. */
  List<KnownDivergence> knownDivergences();

  @Override
  void close();
}
