package dev.assay.adapters.dl4j.cuda;

import dev.assay.adapters.dl4j.Layout;
import dev.assay.adapters.dl4j.Operations;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Backend;
import dev.assay.spi.Description;
import dev.assay.spi.Device;
import dev.assay.spi.DeviceUnavailableException;
import dev.assay.spi.Execution;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Lowerings;
import dev.assay.spi.OnCard;
import java.util.List;

/** ND4J on one card, with cuDNN where ND4J uses it. */
public final class Nd4jCudaBackend implements Backend {
  private final Card card;
  private final Lowerings lowerings = Operations.of(Layout.NCHW);

  /**
   * Opens a card.
   *
   * @param threads of the processor, read by ND4J, when it is loaded, from the environment variable
   *     OMP_NUM_THREADS
   */
  public Nd4jCudaBackend(Device device, int threads) {
    if (device.kind() != Device.Kind.CUDA) {
      throw new DeviceUnavailableException(
          "no " + device + ": ND4J's natives for cards are in use; ask for cuda:0");
    }
    card = Card.open(device);
  }

  @Override
  public Description description() {
    int notOfTheProcessor = 0;
    return new Description(card.device().toString(), notOfTheProcessor, card.facts());
  }

  @Override
  public Execution prepare(Problem problem, List<Tensor> inputs) {
    return card.call(() -> new OnCard(lowerings.prepare(problem, inputs), card));
  }

  /** None is known: ND4J's code for cards has not been verified on one yet. */
  @Override
  public List<KnownDivergence> knownDivergences() {
    return List.of();
  }

  @Override
  public void close() {
    // Every execution releases what is its own; the natives stay until the process ends.
  }
}
