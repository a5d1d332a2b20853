package dev.assay.verify.law;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Examples;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.List;
import java.util.Optional;

/** An example's output does not depend on what else is in its batch. */
public final class BatchSplit implements Law {

  @Override
  public String name() {
    return "batch-split";
  }

  @Override
  public String statement() {
    return "op(batch) = op(first half), op(second half) one behind the other";
  }

  @Override
  public Optional<Case> of(Problem problem) {
    Operation operation = problem.operation();
    if (operation.examples() != Examples.INDEPENDENT || Shards.batch(operation) < 2) {
      return Optional.empty();
    }
    Problem forward = problem.with(operation, Direction.FORWARD);
    List<Tensor> inputs = forward.inputs();
    List<Request> halves = Shards.halves(forward, inputs);
    return Optional.of(
        Side.check(
            List.of(Request.of(forward, inputs), halves.get(0), halves.get(1)),
            sides -> sides.get(0).compare(sides.get(1).then(sides.get(2)))));
  }
}
