package dev.assay.verify;

import dev.assay.reference.op.Linear;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Device;
import java.util.List;

/** Computes a fully connected layer rightly, but not often: its process ends while it is timed. */
public final class TiringBackend extends OracleBackend {
  private static final int STRENGTH = 50;

  private int runs;

  public TiringBackend(Device device, int threads) {
    super(device, threads);
  }

  @Override
  protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
    if (problem.operation() instanceof Linear && ++runs > STRENGTH) {
      Runtime.getRuntime().halt(42);
    }
    return super.compute(problem, inputs);
  }
}
