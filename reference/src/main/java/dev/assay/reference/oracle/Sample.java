package dev.assay.reference.oracle;

import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which elements of each result are checked: all of them, or a random sample where the oracle would
 * take too long for all.
 *
 * @param whole whether every element is checked
 * @param positions for each result the row-major positions checked; empty if {@code whole}
 */
public record Sample(boolean whole, List<int[]> positions) {

  /** Above this many multiply-adds a problem is sampled. */
  private static final double WHOLE_LIMIT = 20e6;

  private static final int SAMPLED_ELEMENTS = 512;

  /** Half of the sample lies anywhere. */
  private static final int ANYWHERE = SAMPLED_ELEMENTS / 2;

  public static final Sample WHOLE = new Sample(true, List.of());

  /** All of a problem, or the same random sample every time if it is large. */
  public static Sample of(Problem problem) {
    double elements = problem.results().stream().mapToDouble(r -> r.shape().size()).sum();
    if (problem.cost().flops() + elements <= WHOLE_LIMIT) {
      return WHOLE;
    }
    SplittableRandom random = new SplittableRandom(problem.seed());
    List<int[]> positions = new ArrayList<>();
    for (Problem.Result result : problem.results()) {
      int size = result.shape().size();
      positions.add(
          size <= SAMPLED_ELEMENTS
              ? java.util.stream.IntStream.range(0, size).toArray()
              : draw(result.shape(), random));
    }
    return new Sample(false, positions);
  }

  /**
   * Elements anywhere, and as many at the edges: the very first, the very last, and others that are
   * the first or the last along one axis, whichever. Edges are where a kernel's tails are lost and
   * padding is mistaken, and one row of hundreds is seldom met by chance.
   */
  private static int[] draw(Shape shape, SplittableRandom random) {
    int[] positions = random.ints(SAMPLED_ELEMENTS, 0, shape.size()).toArray();
    positions[0] = 0;
    positions[1] = shape.size() - 1;
    for (int i = 2; i < SAMPLED_ELEMENTS - ANYWHERE; i++) {
      int axis = random.nextInt(shape.rank());
      int edge = random.nextBoolean() ? shape.dimension(axis) - 1 : 0;
      positions[i] += (edge - shape.coordinates(positions[i])[axis]) * shape.stride(axis);
    }
    Arrays.sort(positions);
    return positions;
  }

  /** How many elements of a result are checked. */
  int count(Problem.Result of, int result) {
    return whole ? of.shape().size() : positions.get(result).length;
  }

  /** The row-major position of the i-th checked element of a result. */
  int position(int result, int i) {
    return whole ? i : positions.get(result)[i];
  }
}
