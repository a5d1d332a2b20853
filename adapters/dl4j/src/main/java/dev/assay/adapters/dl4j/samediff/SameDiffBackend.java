package dev.assay.adapters.dl4j.samediff;

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
import java.util.SortedMap;
import java.util.TreeMap;

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
    Description description = nd4j.description();
    SortedMap<String, String> facts = new TreeMap<>(description.facts());
    facts.put("backward timing", "what the gradients need of the forward pass, too");
    return new Description(description.device(), description.threads(), facts);
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
    return GraphDivergences.above(ofNd4j, nd4j.helper(), arrangement);
  }

  @Override
  public void close() {
    nd4j.close();
  }
}
