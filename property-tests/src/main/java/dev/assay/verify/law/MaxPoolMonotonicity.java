package dev.assay.verify.law;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where no element became smaller, no maximum did. */
public final class MaxPoolMonotonicity implements Law {

  @Override
  public String name() {
    return "max-pool-monotonicity";
  }

  @Override
  public String statement() {
    return "x ≤ z implies max-pool(x) ≤ max-pool(z)";
  }

  @Override
  public Optional<Case> of(Problem problem) {
    if (!(problem.operation() instanceof MaxPool2d pool)) {
      return Optional.empty();
    }
    Problem forward = Problem.of(pool, Direction.FORWARD, Fill.INTEGER, problem.seed());
    Tensor x = forward.inputs().get(0);
    Tensor other =
        Problem.of(pool, Direction.FORWARD, Fill.INTEGER, problem.seed() + 1).inputs().get(0);
    Tensor z = Tensors.like(x, i -> x.get(i) + Math.max(0, other.get(i)));
    return Optional.of(
        Side.check(
            List.of(Request.of(forward, List.of(x)), Request.of(forward, List.of(z))),
            sides -> {
              double[] lower = sides.get(0).values();
              double[] upper = sides.get(1).values();
              double[] larger = new double[lower.length];
              Arrays.setAll(larger, i -> Math.max(lower[i], upper[i]));
              return Side.exactly(larger).compare(Side.exactly(upper));
            }));
  }
}
