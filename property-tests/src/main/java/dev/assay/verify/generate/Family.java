package dev.assay.verify.generate;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is asked of one drawn operation: its output and gradients, each with integers and with other
 * numbers.
 *
 * <p>A backend spends most of its time on what it does once per operation and shape (oneDNN
 * compiles a kernel), so problems that share it come in a row.
 *
 * @param backward which gradients
 * @param other the fill beside integers
 * @param seed of every problem
 */
record Family(Operation operation, Direction backward, Fill other, int seed) {

  /** In the order in which they should be computed. */
  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (Direction direction : directions(operation.directions())) {
      for (Fill fill : List.of(Fill.INTEGER, other.allows(direction) ? other : Fill.REAL)) {
        problems.add(Problem.of(operation, direction, fill, seed));
      }
    }
    return problems;
  }

  /** Without parameters there is the data gradient only, and of some operations no gradient. */
  private List<Direction> directions(Set<Direction> existing) {
    List<Direction> directions = new ArrayList<>(List.of(Direction.FORWARD));
    if (existing.contains(backward)) {
      directions.add(backward);
    } else if (existing.contains(Direction.BACKWARD_DATA)) {
      directions.add(Direction.BACKWARD_DATA);
    }
    return directions;
  }
}
