package dev.assay.verify.law;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Operation;
import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.problem.Fill;
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
        || operation instanceof BatchNorm
        || Shards.mixes(operation)) {
      return Optional.empty();
    }
    Problem backward =
        Problem.of(operation, Direction.BACKWARD_WEIGHTS, Fill.INTEGER, problem.seed());
    List<Tensor> inputs = backward.inputs();
    List<Request> halves = Shards.halves(backward, inputs);
    List<Request> requests = List.of(Request.of(backward, inputs), halves.get(0), halves.get(1));
    return Optional.of(
        new Case(
            requests,
            (results, precision) -> {
              Comparison.Worst worst = compare(requests, results, 0, precision);
              for (int parameter = 1; parameter < results.get(0).size(); parameter++) {
                worst = Sides.worse(worst, compare(requests, results, parameter, precision));
              }
              return worst;
            }));
  }

  private static Comparison.Worst compare(
      List<Request> requests,
      List<List<float[]>> results,
      int parameter,
      ProductPrecision precision) {
    Side batch = Side.of(requests.get(0), parameter, results.get(0).get(parameter), precision);
    Side first = Side.of(requests.get(1), parameter, results.get(1).get(parameter), precision);
    Side second = Side.of(requests.get(2), parameter, results.get(2).get(parameter), precision);
    return batch.compare(first.plus(second));
  }
}
