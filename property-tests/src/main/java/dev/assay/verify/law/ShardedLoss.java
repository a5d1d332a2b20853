package dev.assay.verify.law;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Loss;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.List;
import java.util.Optional;

/**
 * A loss that is a mean over the batch is the mean of its shards' losses, weighted by their sizes;
 * and each example's gradient is that of its shard, as much smaller as the shard is.
 */
public final class ShardedLoss implements Law {

  @Override
  public String name() {
    return "sharded-loss";
  }

  @Override
  public String statement() {
    return "loss(batch) = weighted mean of loss(first half) and loss(second half); ∂x alike";
  }

  @Override
  public Optional<Case> of(Problem problem) {
    Operation operation = problem.operation();
    double batch = Shards.batch(operation);
    // Of what is not finite, some losses may be +∞ as well as NaN: one here, the other there.
    if (!(operation instanceof Loss) || batch < 2 || problem.fill() == Fill.SPECIAL) {
      return Optional.empty();
    }
    List<Tensor> inputs = problem.inputs();
    List<Request> halves = Shards.halves(problem, inputs);
    double first = Math.floor(batch / 2) / batch;
    boolean forward = problem.direction() == Direction.FORWARD;
    return Optional.of(
        Side.check(
            List.of(Request.of(problem, inputs), halves.get(0), halves.get(1)),
            sides -> {
              Side one = sides.get(1).times(first);
              Side other = sides.get(2).times(1 - first);
              return sides.get(0).compare(forward ? one.plus(other) : one.then(other));
            }));
  }
}
