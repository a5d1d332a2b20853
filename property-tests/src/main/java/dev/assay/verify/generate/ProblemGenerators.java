package dev.assay.verify.generate;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generators of problems: an operation over its whole parameter space, and what to ask of it. */
public final class ProblemGenerators {

  /** Few enough to read, enough to never see the same numbers twice. */
  private static final int LARGEST_SEED = 999_999;

  private ProblemGenerators() {}

  /** Problems of one operation. */
  public static Arbitrary<Problem> of(Class<? extends Operation> operation) {
    return Combinators.combine(
            OperationGenerators.of(operation),
            Choice.any(
                Direction.FORWARD,
                Direction.BACKWARD_DATA,
                Direction.BACKWARD_WEIGHTS,
                Direction.BACKWARD),
            Choice.any(Fill.INTEGER, Fill.REAL),
            Arbitraries.integers().between(0, LARGEST_SEED))
        .as(
            (drawn, direction, fill, seed) ->
                Problem.of(drawn, existing(direction, drawn.directions()), fill, seed));
  }

  /** What comes closest to a direction for an operation without parameters. */
  private static Direction existing(Direction direction, Set<Direction> directions) {
    if (directions.contains(direction)) {
      return direction;
    }
    return direction == Direction.BACKWARD ? Direction.BACKWARD_DATA : Direction.FORWARD;
  }
}
