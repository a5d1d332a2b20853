package dev.assay.adapters.dl4j;

import dev.assay.reference.op.AveragePool1d;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.Conv1d;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.MaxPool1d;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Backend;
import dev.assay.spi.Description;
import dev.assay.spi.Device;
import dev.assay.spi.Execution;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Lowerings;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * ND4J's operations on images in a layout of the user's choice; {@link Nd4jBackend} takes the one
 * that is faster. Operations that know no layout are left to that.
 */
public abstract class LayoutBackend implements Backend {
  private static final Set<Class<? extends Operation>> OPERATIONS =
      Set.of(
          Conv1d.class,
          Conv2d.class,
          ConvTranspose2d.class,
          MaxPool1d.class,
          MaxPool2d.class,
          AveragePool1d.class,
          AveragePool2d.class);

  private final Nd4jBackend nd4j;
  private final Layout layout;
  private final Lowerings lowerings;

  /** Loads ND4J's natives. */
  protected LayoutBackend(Device device, int threads, Layout layout) {
    this.nd4j = new Nd4jBackend(device, threads);
    this.layout = layout;
    this.lowerings = Operations.onImages(layout);
  }

  @Override
  public final Description description() {
    Description description = nd4j.description();
    SortedMap<String, String> facts = new TreeMap<>(description.facts());
    facts.put("layout", layout.name());
    return new Description(description.device(), description.threads(), facts);
  }

  @Override
  public final Execution prepare(Problem problem, List<Tensor> inputs) {
    return lowerings.prepare(problem, inputs);
  }

  @Override
  public final List<KnownDivergence> knownDivergences() {
    return nd4j.knownDivergences().stream()
        .filter(known -> OPERATIONS.contains(known.counterexample().operation().getClass()))
        .toList();
  }

  @Override
  public final void close() {
    nd4j.close();
  }
}
