package dev.assay.adapters.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import dev.assay.spi.Execution;
import java.util.List;
import java.util.function.Supplier;

/** A prepared problem: arrays on the device, and the calls that compute the results from them. */
public final class DjlExecution implements Execution {
  private final NDManager manager;
  private final Supplier<NDList> computation;
  private final Runnable synchronization;
  private NDList results = new NDList();

  /**
   * Takes over a prepared problem.
   *
   * @param manager owns every array of this execution; closed with it
   * @param computation computes the results afresh
   * @param synchronization returns when the device has finished
   */
  public DjlExecution(NDManager manager, Supplier<NDList> computation, Runnable synchronization) {
    this.manager = manager;
    this.computation = computation;
    this.synchronization = synchronization;
  }

  @Override
  public void run() {
    // First, so that the new results can take the memory of the old ones.
    results.close();
    try (NDScope intermediates = new NDScope()) {
      intermediates.suppressNotUsedWarning();
      results = computation.get();
      NDScope.unregister(results);
      synchronization.run();
    }
  }

  @Override
  public List<float[]> outputs() {
    return results.stream().map(DjlExecution::floats).toList();
  }

  /** Positions come as whole numbers. */
  private static float[] floats(NDArray result) {
    if (result.getDataType() == DataType.FLOAT32) {
      return result.toFloatArray();
    }
    try (NDArray converted = result.toType(DataType.FLOAT32, false)) {
      return converted.toFloatArray();
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
