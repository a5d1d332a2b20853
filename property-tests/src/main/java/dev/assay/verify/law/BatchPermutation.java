package dev.assay.verify.law;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Examples;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Permuting the images of a batch permutes the outputs and changes nothing else. */
public final class BatchPermutation implements Law {

  @Override
  public String name() {
    return "batch-permutation";
  }

  @Override
  public String statement() {
    return "op(x[π]) = op(x)[π] for the batch reversed by π";
  }

  @Override
  public Optional<Case> of(Problem problem) {
    Operation operation = problem.operation();
    int batch = Shards.batch(operation);
    if (operation.examples() == Examples.MIXED || batch < 2) {
      return Optional.empty();
    }
    Problem forward = problem.with(operation, Direction.FORWARD);
    List<Tensor> inputs = forward.inputs();
    List<Tensor> permuted = new ArrayList<>(inputs);
    for (int i = 0; i < inputs.size(); i++) {
      if (!Shards.isShared(operation, i)) {
        permuted.set(i, Shards.reversed(inputs.get(i)));
      }
    }
    int rowSize = operation.outputShape().size() / batch;
    return Optional.of(
        Side.check(
            List.of(Request.of(forward, inputs), Request.of(forward, permuted)),
            sides ->
                sides
                    .get(0)
                    .picked(
                        operation.outputShape().size(),
                        i -> (batch - 1 - i / rowSize) * rowSize + i % rowSize)
                    .compare(sides.get(1))));
  }
}
