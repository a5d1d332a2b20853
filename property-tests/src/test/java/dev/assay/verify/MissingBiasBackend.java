package dev.assay.verify;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Device;
import java.util.ArrayList;
import java.util.List;

/** Adds no bias in convolutions. */
public final class MissingBiasBackend extends OracleBackend {
  private static final int BIAS = 2;

  public MissingBiasBackend(Device device, int threads) {
    super(device, threads);
  }

  @Override
  protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
    return problem.operation() instanceof Conv2d conv && conv.bias()
        ? super.compute(problem, withoutBias(inputs))
        : super.compute(problem, inputs);
  }

  private static List<Tensor> withoutBias(List<Tensor> inputs) {
    List<Tensor> changed = new ArrayList<>(inputs);
    Tensor bias = inputs.get(BIAS);
    changed.set(BIAS, new Tensor(bias.shape(), new double[bias.size()]));
    return changed;
  }
}
