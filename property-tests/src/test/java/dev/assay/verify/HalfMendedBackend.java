package dev.assay.verify;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Tanh;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Device;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import java.util.List;
import java.util.function.Predicate;

/**
 * Known to double what sigmoid, ReLU and tanh give, of which it still doubles the first two: the
 * same divergence, whose counterexample is a sigmoid.
 */
public final class HalfMendedBackend extends OracleBackend {
  private static final float FACTOR = 2;

  private static final KnownDivergence SIGMOID =
      doubled("sigmoid", operation -> operation instanceof Sigmoid || operation instanceof Relu);
  private static final KnownDivergence TANH = doubled("tanh", Tanh.class::isInstance);

  public HalfMendedBackend(Device device, int threads) {
    super(device, threads);
  }

  private static KnownDivergence doubled(String name, Predicate<Operation> which) {
    return new KnownDivergence(
        name + "-doubled",
        "gives twice the " + name,
        List.of(),
        Problem.parse(name + " shape=1"),
        problem -> which.test(problem.operation()) && problem.direction() == Direction.FORWARD,
        new Symptom.Scaled(FACTOR));
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    return List.of(SIGMOID, TANH);
  }

  @Override
  protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
    List<float[]> outputs = super.compute(problem, inputs);
    if (SIGMOID.applies().test(problem)) {
      float[] output = outputs.get(0);
      for (int i = 0; i < output.length; i++) {
        output[i] *= FACTOR;
      }
    }
    return outputs;
  }
}
