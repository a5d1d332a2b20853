package dev.assay.verify;

import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Description;
import dev.assay.spi.Device;
import java.util.List;
import java.util.TreeMap;

/**
 * Does not say how many threads it computes with, but its first number is off by a thousand for
 * each of them.
 */
public final class OffByThreadsBackend extends OracleBackend {
  private final Device device;
  private final int threads;

  public OffByThreadsBackend(Device device, int threads) {
    super(device, threads);
    this.device = device;
    this.threads = threads;
  }

  @Override
  public Description description() {
    return new Description(device.toString(), 0, new TreeMap<>());
  }

  @Override
  protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
    List<float[]> outputs = super.compute(problem, inputs);
    outputs.get(0)[0] += 1000 * threads;
    return outputs;
  }
}
