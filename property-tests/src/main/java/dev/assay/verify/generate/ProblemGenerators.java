package dev.assay.verify.generate;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.problem.Fill;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Generators of problems: an operation over its whole parameter space, and what to ask of it. */
final class ProblemGenerators {

  /** Few digits to read, and yet the same numbers hardly come twice. */
  private static final Arbitrary<Integer> SEEDS =
      Arbitraries.integers().between(0, 999_999).withDistribution(RandomDistribution.uniform());

  /** Half of them are signed reals, which tell most about precision. */
  private static final Arbitrary<Fill> OTHER_FILLS =
      Arbitraries.frequency(
          Tuple.of(6, Fill.REAL),
          Tuple.of(1, Fill.WIDE),
          Tuple.of(1, Fill.LARGE),
          Tuple.of(1, Fill.CANCELLATION),
          Tuple.of(1, Fill.CONSTANT),
          Tuple.of(1, Fill.SUBNORMAL),
          Tuple.of(1, Fill.SPECIAL));

  private ProblemGenerators() {}

  /** What is asked of an operation, one set of its parameters at a time. */
  static Arbitrary<Family> families(Class<? extends Operation> operation) {
    return Combinators.combine(
            operations(operation),
            Choice.any(Direction.BACKWARD_DATA, Direction.BACKWARD_WEIGHTS, Direction.BACKWARD),
            OTHER_FILLS,
            SEEDS)
        .as(Family::new);
  }

  private static Arbitrary<? extends Operation> operations(Class<? extends Operation> operation) {
    if (operation == TrainingStep.class) {
      return NetworkGenerators.trainingStep();
    }
    return operation == Inference.class
        ? NetworkGenerators.inference()
        : OperationGenerators.of(operation);
  }
}
