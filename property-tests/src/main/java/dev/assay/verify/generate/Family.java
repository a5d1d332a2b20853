package dev.assay.verify.generate;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is asked of one drawn operation: its output and gradients, each with integers and with
 * reals.
 *
 * <p>A backend spends most of its time on what it does once per operation and shape (oneDNN
 * compiles a kernel), so problems that share it come in a row.
 *
 * @param backward which gradients
 * @param seed of the forward problems; the backward ones have the next
 */
record Family(Operation operation, Direction backward, int seed) {

  /** In the order in which they should be computed. */
  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (Direction direction : List.of(Direction.FORWARD, existing(operation.directions()))) {
      for (Fill fill : List.of(Fill.INTEGER, Fill.REAL)) {
        // Other numbers each time, so that twice as many are tried.
        long own = direction == Direction.FORWARD ? seed : seed + 1L;
        problems.add(Problem.of(operation, direction, fill, own));
      }
    }
    return problems;
  }

  /** Without parameters there is the data gradient only. */
  private Direction existing(Set<Direction> directions) {
    return directions.contains(backward) ? backward : Direction.BACKWARD_DATA;
  }
}
