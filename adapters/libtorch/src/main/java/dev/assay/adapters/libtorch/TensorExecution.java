package dev.assay.adapters.libtorch;

import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.TensorVector;

/** A prepared problem that is computed from the same tensors each time. */
final class TensorExecution extends DeviceExecution {
  private final Kept operands;
  private final Supplier<TensorVector> computation;
  private final Results results = new Results();

  /**
   * Takes over a prepared problem.
   *
   * @param operands what it computes from; released with it
   * @param computation computes the results afresh; nothing of that is recorded
   */
  TensorExecution(Memory memory, Kept operands, Supplier<TensorVector> computation) {
    super(memory);
    this.operands = operands;
    this.computation = computation;
  }

  @Override
  void start() {
    results.replace(this::compute);
  }

  private TensorVector compute() {
    try (NoGradGuard unrecorded = new NoGradGuard()) {
      return computation.get();
    }
  }

  @Override
  public List<float[]> outputs() {
    return results.read();
  }

  @Override
  public void close() {
    results.close();
    operands.close();
  }
}
