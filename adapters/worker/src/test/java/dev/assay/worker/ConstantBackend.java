package dev.assay.worker;

import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Backend;
import dev.assay.spi.Description;
import dev.assay.spi.Device;
import dev.assay.spi.Execution;
import dev.assay.spi.KnownDivergence;
import java.util.List;
import java.util.TreeMap;

/** A backend whose results are all zeros. */
class ConstantBackend implements Backend {
  private final Device device;
  private final int threads;

  ConstantBackend(Device device, int threads) {
    this.device = device;
    this.threads = threads;
  }

  @Override
  public Description description() {
    return new Description(device.toString(), threads, new TreeMap<>());
  }

  @Override
  public Execution prepare(Problem problem, List<Tensor> inputs) {
    return new Execution() {
      @Override
      public void run() {}

      @Override
      public List<float[]> outputs() {
        return problem.results().stream().map(result -> new float[result.shape().size()]).toList();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    return List.of();
  }

  @Override
  public void close() {}
}
