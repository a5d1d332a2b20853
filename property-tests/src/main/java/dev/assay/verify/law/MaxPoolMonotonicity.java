package dev.assay.verify.law;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.MaxPool2d;
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
    return Law.ofIntegers(pool, Direction.FORWARD, problem.seed()).map(MaxPoolMonotonicity::caseOf);
  }

  private static Case caseOf(Problem forward) {
    Tensor x = forward.inputs().get(0);
    Tensor other = Variant.reseeded(forward).inputs().get(0);
    Tensor z = Tensors.like(x, i -> x.get(i) + Math.max(0, other.get(i)));
    return Side.check(
        List.of(Request.of(forward, List.of(x)), Request.of(forward, List.of(z))),
        sides -> {
          double[] lower = sides.get(0).values();
          double[] upper = sides.get(1).values();
          double[] larger = new double[lower.length];
          // A NaN is not below anything, nor is anything below it.
          Arrays.setAll(larger, i -> lower[i] <= upper[i] ? upper[i] : lower[i]);
          return Side.exactly(larger).compare(Side.exactly(upper));
        });
  }
}
