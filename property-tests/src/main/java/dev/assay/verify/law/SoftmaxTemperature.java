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
import java.util.stream.IntStream;

/** A temperature scales the logits. By a power of two they are scaled without rounding. */
public final class SoftmaxTemperature implements Law {
  /** Numbers that almost all others can be divided by without an error. */
  private static final List<Double> BETAS = List.of(2.0, -1.0, 4.0, -2.0);

  @Override
  public String name() {
    return "softmax-temperature";
  }

  @Override
  public String statement() {
    return "softmax(x/b, beta=b) = softmax(x), and so its logarithm";
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
    // Divided and not multiplied: of larger numbers than a problem says, nothing is known.
    Tensor x = right.inputs().get(0);
    Tensor divided = Tensors.like(x, i -> x.get(i) / beta);
    return isExact(divided)
        ? Optional.of(Side.equal(Request.of(left, List.of(divided)), Request.of(right, List.of(x))))
        : Optional.empty();
  }

  /** Not of the smallest numbers, which have no smaller ones. */
  private static boolean isExact(Tensor divided) {
    return IntStream.range(0, divided.size())
        .mapToDouble(divided::get)
        .allMatch(value -> Double.compare((float) value, value) == 0);
  }

  private static Problem forward(Problem problem, double beta) {
    return problem.with(Variant.of(problem.operation(), Map.of("beta", beta)), Direction.FORWARD);
  }
}
