package dev.assay.verify.generate;

import dev.assay.reference.tensor.Shape;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Shapes of what is normalised: a batch, channels on axis 1, and none to three spatial axes. */
final class NormalizationShapes {
  /** Some backends split up a sum of a thousand numbers, and that over images of one position. */
  private static final int THOUSAND = 1000;

  private static final int FEW = 3;

  /** Batches of one and channels of one element are among them. */
  private static final Arbitrary<Integer> BATCHES = Choice.mostly(1, 2, 3, 4, 8, 17, 64, THOUSAND);

  private static final Arbitrary<Integer> CHANNELS = Choice.mostly(1, 2, 3, 4, 7, 8, 16, 17, 32);

  private static final Arbitrary<Integer> POSITIONS = Choice.mostly(1, 2, 3, 4, 5, 9);

  /** Rank 2 (no positions) to 5. */
  static final Arbitrary<Shape> ANY = shapes(2, 4, 3, 5);

  /** Rank 3 to 5. */
  static final Arbitrary<Shape> WITH_POSITIONS = shapes(3, 4, 5);

  private NormalizationShapes() {}

  private static Arbitrary<Shape> shapes(Integer... ranks) {
    Arbitrary<Integer> rank = Choice.any(ranks);
    Arbitrary<Integer> few = Sizes.FEW;
    return Seldom.or(
        shapes(rank, BATCHES, CHANNELS, POSITIONS, POSITIONS),
        shapes(rank, few, Sizes.MANY, few, few),
        shapes(rank, few, few, Sizes.MANY, few),
        shapes(rank, few, few, few, Sizes.MANY));
  }

  private static Arbitrary<Shape> shapes(
      Arbitrary<Integer> ranks,
      Arbitrary<Integer> batches,
      Arbitrary<Integer> channels,
      Arbitrary<Integer> first,
      Arbitrary<Integer> second) {
    return Combinators.combine(ranks, batches, channels, first, second, POSITIONS)
        .as(
            (rank, n, c, h, w, d) -> {
              int[] dimensions =
                  n == THOUSAND
                      ? new int[] {n, Math.min(c, FEW), 1, 1, 1}
                      : new int[] {n, c, h, w, d};
              return Shape.of(Arrays.copyOf(dimensions, rank));
            });
  }
}
