package dev.assay.verify.generate;

import dev.assay.reference.op.Composite;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is asked of one drawn operation: its output and gradients, if it has any, each with integers
 * and with other numbers.
 *
 * <p>A backend spends most of its time on what it does once per operation and shape (oneDNN
 * compiles a kernel), so problems that share it come in a row.
 *
 * @param backward which gradients
 * @param other the fill beside integers
 * @param seed of the forward problems; the backward ones have the next
 */
record Family(Operation operation, Direction backward, Fill other, int seed) {

  /** In the order in which they should be computed. */
  List<Problem> problems() {
    if (operation instanceof Composite) {
      Fill fill = other == Fill.LARGE ? other : Fill.REAL;
      return List.of(Problem.of(operation, Direction.FORWARD, fill, seed));
    }
    List<Problem> problems = new ArrayList<>();
    for (Direction direction : existing(operation.directions())) {
      for (Fill fill : List.of(Fill.INTEGER, other.allows(direction) ? other : Fill.REAL)) {
        // Other numbers each time, so that twice as many are tried.
        long own = direction == Direction.FORWARD ? seed : seed + 1L;
        problems.add(Problem.of(operation, direction, fill, own));
      }
    }
    return problems;
  }

  /** Without parameters there is the data gradient only; without gradients, the output only. */
  private List<Direction> existing(Set<Direction> directions) {
    if (directions.contains(backward)) {
      return List.of(Direction.FORWARD, backward);
    }
    return directions.contains(Direction.BACKWARD_DATA)
        ? List.of(Direction.FORWARD, Direction.BACKWARD_DATA)
        : List.of(Direction.FORWARD);
  }
}
