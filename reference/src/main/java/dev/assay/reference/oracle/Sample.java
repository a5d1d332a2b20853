package dev.assay.reference.oracle;

import dev.assay.reference.init.RandomBits;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Which elements of each result are checked: all of them, or a random sample where the oracle would
 * take too long for all.
 *
 * @param whole whether every element is checked
 * @param positions for each result the row-major positions checked; empty if {@code whole}
 */
public record Sample(boolean whole, List<int[]> positions) {

  /** Above this many floating-point operations and elements of results a problem is sampled. */
  private static final double WHOLE_LIMIT = 20e6;

  private static final int SAMPLED_ELEMENTS = 512;

  /** Half of the sample lies anywhere. */
  private static final int ANYWHERE = SAMPLED_ELEMENTS / 2;

  public static final Sample WHOLE = new Sample(true, List.of());

  /**
   * All of a problem, or the same random sample every time if it is large. What draws random
   * numbers is compared whole, however large: only all elements together tell of a mask, and the
   * oracle takes next to no time for each.
   */
  public static Sample of(Problem problem) {
    double elements = problem.results().stream().mapToDouble(r -> r.shape().size()).sum();
    if (problem.operation().isRandom() || problem.cost().flops() + elements <= WHOLE_LIMIT) {
      return WHOLE;
    }
    return some(problem);
  }

  /** A random sample of a problem's elements, the same every time, however small it is. */
  public static Sample some(Problem problem) {
    return drawn(problem, SAMPLED_ELEMENTS, Sample::withEdges);
  }

  /** Half as many, which lie anywhere alike: what a mean of all elements is estimated by. */
  public static Sample anywhere(Problem problem) {
    return drawn(problem, ANYWHERE, Sample::evenly);
  }

  private static Sample drawn(
      Problem problem, int count, BiFunction<Shape, RandomBits, int[]> draw) {
    RandomBits random = new RandomBits(problem.seed());
    List<int[]> positions = new ArrayList<>();
    for (Problem.Result result : problem.results()) {
      int size = result.shape().size();
      positions.add(
          size <= count ? IntStream.range(0, size).toArray() : draw.apply(result.shape(), random));
    }
    return new Sample(false, positions);
  }

  private static int[] evenly(Shape shape, RandomBits random) {
    return IntStream.generate(() -> random.below(shape.size())).limit(ANYWHERE).sorted().toArray();
  }

  /**
   * Elements anywhere, and as many at the edges: the very first, the very last, and others that are
   * the first or the last along one axis, whichever. Edges are where a kernel's tails are lost and
   * padding is mistaken, and one row of hundreds is seldom met by chance.
   */
  private static int[] withEdges(Shape shape, RandomBits random) {
    int[] positions = new int[SAMPLED_ELEMENTS];
    Arrays.setAll(positions, i -> random.below(shape.size()));
    positions[0] = 0;
    positions[1] = shape.size() - 1;
    for (int i = 2; i < SAMPLED_ELEMENTS - ANYWHERE; i++) {
      int axis = random.below(shape.rank());
      int edge = random.below(2) * (shape.dimension(axis) - 1);
      positions[i] += (edge - shape.coordinates(positions[i])[axis]) * shape.stride(axis);
    }
    Arrays.sort(positions);
    return positions;
  }

  /** How many elements of all results of a problem are checked. */
  public long elements(Problem problem) {
    List<Problem.Result> results = problem.results();
    return IntStream.range(0, results.size()).mapToLong(i -> count(results.get(i), i)).sum();
  }

  /** How many elements of a result are checked. */
  public int count(Problem.Result of, int result) {
    return whole ? of.shape().size() : positions.get(result).length;
  }

  /** The row-major position of the i-th checked element of a result. */
  int position(int result, int i) {
    return whole ? i : positions.get(result)[i];
  }

  /**
   * The sample's elements of some results.
   *
   * @param results of the problem, whole
   * @throws IllegalStateException if they are not as many or not as large as the problem's
   */
  public List<float[]> pick(Problem problem, List<float[]> results) {
    List<Problem.Result> expected = problem.results();
    if (results.size() != expected.size()) {
      throw new IllegalStateException(
          "the adapter gave " + results.size() + " results, not " + expected.size());
    }
    List<float[]> picked = new ArrayList<>();
    for (int r = 0; r < results.size(); r++) {
      float[] values = results.get(r);
      if (values.length != expected.get(r).shape().size()) {
        throw new IllegalStateException(
            String.format(
                "%s has %d elements, not %d (shape %s)",
                expected.get(r).name(),
                values.length,
                expected.get(r).shape().size(),
                expected.get(r).shape()));
      }
      picked.add(whole ? values : picked(values, positions.get(r)));
    }
    return picked;
  }

  private static float[] picked(float[] values, int[] positions) {
    float[] picked = new float[positions.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = values[positions[i]];
    }
    return picked;
  }
}
