package dev.assay.verify.generate;

import dev.assay.reference.op.OperationText;
import dev.assay.reference.problem.Problem;
import java.util.List;
import java.util.Random;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;

/**
 * An endless sequence of random problems, for use outside of a test engine. The same operations and
 * the same seed give the same sequence.
 *
 * <p>Used by one thread; the problems it gave may meanwhile be shrunk by others.
 */
public final class ProblemSource {

  /** What jqwik calls the number of tries; the generators here do not depend on it. */
  private static final int TRIES = 1000;

  private final List<RandomGenerator<Problem>> generators;
  private final Random random;

  /**
   * @param operations names as in a problem's text, each equally likely
   * @param seed any
   * @throws dev.assay.reference.op.InvalidOperationException if a name is unknown
   */
  public ProblemSource(List<String> operations, long seed) {
    if (operations.isEmpty()) {
      throw new IllegalArgumentException("no operation to generate problems of");
    }
    this.generators =
        operations.stream()
            .map(name -> ProblemGenerators.of(OperationText.classOf(name)).generator(TRIES))
            .toList();
    this.random = new Random(seed);
  }

  /** The next problem, and the way to simpler ones. */
  public Shrinkable<Problem> next() {
    return generators.get(random.nextInt(generators.size())).next(random);
  }
}
