package dev.assay.verify.generate;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/** Generators of problems: an operation over its whole parameter space, and what to ask of it. */
public final class ProblemGenerators {

  /** Few digits to read, and yet the same numbers hardly come twice. */
  private static final Arbitrary<Integer> SEEDS =
      Arbitraries.integers().between(0, 999_999).withDistribution(RandomDistribution.uniform());

  private ProblemGenerators() {}

  /** Problems of one operation. */
  public static Arbitrary<Problem> of(Class<? extends Operation> operation) {
    return Combinators.combine(
            OperationGenerators.of(operation),
            Choice.any(
                Direction.FORWARD,
                Direction.BACKWARD_WEIGHTS,
                Direction.BACKWARD_DATA,
                Direction.BACKWARD),
            Choice.any(Fill.INTEGER, Fill.REAL),
            SEEDS)
        .as(
            (drawn, direction, fill, seed) ->
                Problem.of(drawn, existing(direction, drawn.directions()), fill, seed));
  }

  /** Without parameters, the second half of the directions is the data gradient. */
  private static Direction existing(Direction direction, Set<Direction> directions) {
    if (directions.contains(direction)) {
      return direction;
    }
    return direction == Direction.BACKWARD ? Direction.BACKWARD_DATA : Direction.FORWARD;
  }
}
