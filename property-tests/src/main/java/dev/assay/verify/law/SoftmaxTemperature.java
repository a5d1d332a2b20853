package dev.assay.verify.law;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.LogSoftmax;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A temperature scales the logits. By a power of two they are scaled without rounding. */
public final class SoftmaxTemperature implements Law {
  /** None below 1, which the smallest numbers could not be scaled by. */
  private static final List<Double> BETAS = List.of(2.0, -1.0, 4.0, -2.0);

  @Override
  public String name() {
    return "softmax-temperature";
  }

  @Override
  public String statement() {
    return "softmax(x, beta=b) = softmax(b·x), and so its logarithm";
  }

  @Override
  public Optional<Case> of(Problem problem) {
    Operation operation = problem.operation();
    if (!(operation instanceof Softmax || operation instanceof LogSoftmax)) {
      return Optional.empty();
    }
    double beta = BETAS.get(Math.floorMod(problem.seed(), BETAS.size()));
    Problem left = forward(problem, beta);
    Problem right = forward(problem, 1);
    Tensor x = left.inputs().get(0);
    Tensor scaled = Tensors.like(x, i -> beta * x.get(i));
    return Optional.of(
        Side.equal(Request.of(left, List.of(x)), Request.of(right, List.of(scaled))));
  }

  private static Problem forward(Problem problem, double beta) {
    return problem.with(Variant.of(problem.operation(), Map.of("beta", beta)), Direction.FORWARD);
  }
}
