package dev.assay.verify.law;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.op.Operation;
import dev.assay.reference.oracle.Oracle;
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
    int batch = operation.outputShape().dimension(0);
    if (batch < 2 || Shards.mixes(operation)) {
      return Optional.empty();
    }
    Problem forward =
        new Problem(operation, Direction.FORWARD, problem.type(), problem.fill(), problem.seed());
    List<Tensor> inputs = forward.inputs();
    List<Tensor> permuted = new ArrayList<>(inputs);
    for (int i = 0; i < inputs.size(); i++) {
      if (operation.operands().get(i).role() != Role.PARAMETER) {
        permuted.set(i, reversed(inputs.get(i), batch));
      }
    }
    int rowSize = operation.outputShape().size() / batch;
    return Optional.of(
        new Case(
            List.of(Request.of(forward, inputs), Request.of(forward, permuted)),
            (results, precision) ->
                Sides.rearranged(
                    new Oracle(forward, inputs, precision),
                    results.get(0).get(0),
                    results.get(1).get(0),
                    i -> (batch - 1 - i / rowSize) * rowSize + i % rowSize)));
  }

  private static Tensor reversed(Tensor x, int batch) {
    int rowSize = x.size() / batch;
    double[] values = new double[x.size()];
    for (int row = 0; row < batch; row++) {
      System.arraycopy(x.values(), row * rowSize, values, (batch - 1 - row) * rowSize, rowSize);
    }
    return new Tensor(x.shape(), values);
  }
}
