package dev.assay.adapters.dl4j.samediff;

import dev.assay.adapters.dl4j.Natives;
import dev.assay.adapters.dl4j.Nd4jBackend;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Backend;
import dev.assay.spi.Description;
import dev.assay.spi.Device;
import dev.assay.spi.Execution;
import dev.assay.spi.KnownDivergence;
import java.util.List;

/** SameDiff, ND4J's graphs with automatic differentiation, on the processor. */
public final class SameDiffBackend implements Backend {
  private final Operators operators = new Operators();
  private final Nd4jBackend nd4j;
  private final Arrangement arrangement;

  /** Loads ND4J's natives. */
  public SameDiffBackend(Device device, int threads) {
    nd4j = new Nd4jBackend(device, threads);
    arrangement = new Arrangement(nd4j.layout());
  }

  @Override
  public Description description() {
    return nd4j.description();
  }

  @Override
  public Execution prepare(Problem problem, List<Tensor> inputs) {
    if (problem.operation() instanceof Inference inference) {
      return GraphInference.of(operators, arrangement, inference, inputs);
    }
    if (problem.operation() instanceof TrainingStep step) {
      return step.until() == Stage.UPDATE
          ? GraphTraining.of(operators, arrangement, step, inputs)
          : GraphGradients.of(operators, arrangement, step, inputs);
    }
    return GraphExecution.of(operators, arrangement, problem, inputs);
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    List<KnownDivergence> ofNd4j =
        nd4j.knownDivergences().stream()
            .filter(known -> operators.include(known.counterexample().operation()))
            .toList();
    return GraphDivergences.above(ofNd4j, new Natives().helper(), arrangement);
  }

  @Override
  public void close() {
    nd4j.close();
  }
}
