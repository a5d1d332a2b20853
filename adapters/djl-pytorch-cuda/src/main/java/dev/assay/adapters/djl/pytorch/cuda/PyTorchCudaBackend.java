package dev.assay.adapters.djl.pytorch.cuda;

import dev.assay.adapters.djl.Card;
import dev.assay.adapters.djl.DjlBackend;
import dev.assay.adapters.djl.pytorch.Divergences;
import dev.assay.adapters.djl.pytorch.PyTorchDialect;
import dev.assay.adapters.pytorch.CardFailures;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Device;
import dev.assay.spi.Execution;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.OnCard;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;
import java.util.function.Supplier;

/** PyTorch through DJL, on a card. */
public final class PyTorchCudaBackend extends DjlBackend {
  private final int card;

  public PyTorchCudaBackend(Device device, int threads) {
    super("PyTorch", device, manager -> new PyTorchDialect(manager, threads));
    card = device.index();
  }

  @Override
  public Execution prepare(Problem problem, List<Tensor> inputs) {
    return call(() -> new OnCard(super.prepare(problem, inputs), this::call));
  }

  private <T> T call(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      Card.leaveIfLost(card, e);
      if (CardFailures.isOutOfMemory(String.valueOf(e.getMessage()))) {
        throw new UnsupportedProblemException("not enough memory on the card");
      }
      throw e;
    }
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    return Divergences.everywhere();
  }
}
