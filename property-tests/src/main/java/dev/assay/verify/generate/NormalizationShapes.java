package dev.assay.verify.generate;

import dev.assay.reference.tensor.Shape;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Shapes of what is normalised: a batch, channels on axis 1, and none to three spatial axes. */
final class NormalizationShapes {
  /** Some backends split up a sum of a thousand numbers, and that over images of one position. */
  private static final int MANY = 1000;

  private static final int FEW = 3;

  /** Batches of one and channels of one element are among them. */
  private static final Arbitrary<Integer> BATCHES = Choice.mostly(1, 2, 3, 4, 8, 17, 64, MANY);

  private static final Arbitrary<Integer> CHANNELS = Choice.mostly(1, 2, 3, 4, 7, 8, 16, 17, 32);

  private static final Arbitrary<Integer> POSITIONS = Choice.mostly(1, 2, 3, 4, 5, 9);

  /** Rank 2 (no positions) to 5. */
  static final Arbitrary<Shape> ANY = shapes(2, 4, 3, 5);

  /** Rank 3 to 5. */
  static final Arbitrary<Shape> WITH_POSITIONS = shapes(3, 4, 5);

  private NormalizationShapes() {}

  private static Arbitrary<Shape> shapes(Integer... ranks) {
    return Combinators.combine(
            Choice.any(ranks), BATCHES, CHANNELS, POSITIONS, POSITIONS, POSITIONS)
        .as(
            (rank, n, c, first, second, third) -> {
              int[] dimensions =
                  n == MANY
                      ? new int[] {n, Math.min(c, FEW), 1, 1, 1}
                      : new int[] {n, c, first, second, third};
              return Shape.of(Arrays.copyOf(dimensions, rank));
            });
  }
}
