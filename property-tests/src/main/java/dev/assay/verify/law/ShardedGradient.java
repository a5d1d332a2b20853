package dev.assay.verify.law;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Examples;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.List;
import java.util.Optional;

/** Whoever shards a batch over several devices adds up the gradients of the parameters. */
public final class ShardedGradient implements Law {

  @Override
  public String name() {
    return "sharded-gradient";
  }

  @Override
  public String statement() {
    return "∂w(batch) = ∂w(first half) + ∂w(second half)";
  }

  @Override
  public Optional<Case> of(Problem problem) {
    Operation operation = problem.operation();
    if (!operation.directions().contains(Direction.BACKWARD_WEIGHTS)
        || Shards.batch(operation) < 2
        || operation.examples() != Examples.INDEPENDENT) {
      return Optional.empty();
    }
    return Law.ofIntegers(operation, Direction.BACKWARD_WEIGHTS, problem.seed())
        .map(ShardedGradient::caseOf);
  }

  private static Case caseOf(Problem backward) {
    List<Tensor> inputs = backward.inputs();
    List<Request> halves = Shards.halves(backward, inputs);
    return Side.check(
        List.of(Request.of(backward, inputs), halves.get(0), halves.get(1)),
        sides -> sides.get(0).compare(sides.get(1).plus(sides.get(2))));
  }
}
