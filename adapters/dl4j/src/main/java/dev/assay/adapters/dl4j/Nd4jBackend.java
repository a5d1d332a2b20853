package dev.assay.adapters.dl4j;

import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Backend;
import dev.assay.spi.Description;
import dev.assay.spi.Device;
import dev.assay.spi.DeviceUnavailableException;
import dev.assay.spi.Execution;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Lowerings;
import java.util.List;
import java.util.SortedMap;

/**
 * ND4J on the processor, with oneDNN where the natives were built with it; images lie in memory as
 * a system property says, or else as is faster.
 */
public final class Nd4jBackend implements Backend {
  private final Natives natives;
  private final Layout layout;
  private final Lowerings lowerings;

  /**
   * Loads ND4J's natives.
   *
   * @param threads read by ND4J, when it is loaded, from the environment variable OMP_NUM_THREADS
   */
  public Nd4jBackend(Device device, int threads) {
    if (device.kind() != Device.Kind.CPU) {
      throw new DeviceUnavailableException(
          "no " + device + ": ND4J's natives for the processor are in use; ask for cpu");
    }
    natives = new Natives();
    layout = Layout.of(System.getProperties(), natives.helper() == Helper.ONE_DNN);
    lowerings = Operations.of(layout);
  }

  /** Where images lie in memory. */
  public Layout layout() {
    return layout;
  }

  /** Who computes convolutions, poolings and more. */
  public Helper helper() {
    return natives.helper();
  }

  @Override
  public Description description() {
    SortedMap<String, String> facts = natives.facts();
    facts.put("layout", layout.name());
    return new Description(Device.CPU.toString(), natives.threads(), facts);
  }

  @Override
  public Execution prepare(Problem problem, List<Tensor> inputs) {
    return lowerings.prepare(problem, inputs);
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    return Divergences.of(natives.helper(), natives.isAvx512Processor(), natives.threads(), layout);
  }

  @Override
  public void close() {
    // Every execution releases what is its own; the natives stay until the process ends.
  }
}
