package dev.assay.verify;

import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Device;
import java.util.List;

/** Right on one thread; several lose an update of the last element. */
public final class RacingBackend extends OracleBackend {
  public RacingBackend(Device device, int threads) {
    super(device, threads);
  }

  @Override
  protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
    List<float[]> outputs = super.compute(problem, inputs);
    if (description().threads() > 1) {
      float[] last = outputs.get(outputs.size() - 1);
      last[last.length - 1] += 1;
    }
    return outputs;
  }
}
