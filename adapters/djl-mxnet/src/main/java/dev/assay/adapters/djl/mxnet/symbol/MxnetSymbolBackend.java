package dev.assay.adapters.djl.mxnet.symbol;

import dev.assay.adapters.djl.DjlBackend;
import dev.assay.adapters.djl.ForwardPasses;
import dev.assay.adapters.djl.mxnet.Divergences;
import dev.assay.adapters.djl.mxnet.MxnetDialect;
import dev.assay.reference.op.Composite;
import dev.assay.reference.op.Operation;
import dev.assay.spi.Device;
import dev.assay.spi.KnownDivergence;
import java.util.List;
import java.util.stream.Stream;

/**
 * Apache MXNet's graphs through DJL, on the processor: networks, and what they consist of.
 *
 * <p>Loss and optimiser are called as they are where a network is no graph.
 */
public final class MxnetSymbolBackend extends DjlBackend {
  private final Operators operators = new Operators();

  public MxnetSymbolBackend(Device device, int threads) {
    super("MXNet", device, manager -> new MxnetDialect());
  }

  @Override
  protected ForwardPasses forwardPasses() {
    return new Graphs(operators);
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    return Stream.concat(Divergences.all().stream(), GraphDivergences.ALL.stream())
        .filter(known -> isSaid(known.counterexample().operation()))
        .toList();
  }

  private boolean isSaid(Operation operation) {
    return operation instanceof Composite || operators.include(operation);
  }
}
