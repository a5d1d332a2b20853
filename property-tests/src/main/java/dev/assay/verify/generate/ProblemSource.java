package dev.assay.verify.generate;

import dev.assay.reference.op.OperationText;
import dev.assay.reference.problem.Problem;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/**
 * An endless sequence of random problems, for use outside of a test engine. Problems of the same
 * operation and parameters follow each other. Kinds of problems that have not been yet come first.
 * The same operations and the same seed give the same sequence.
 *
 * <p>Used by one thread; the problems it gave may meanwhile be shrunk by others.
 */
public final class ProblemSource {

  /** What jqwik calls the number of tries; the generators here do not depend on it. */
  private static final int TRIES = 1000;

  /** How many families are drawn to find one that is of a new kind. */
  private static final int CANDIDATES = 6;

  /** Floating-point operations beyond which a problem must come by chance, and not for its kind. */
  private static final double SMALL = 5e5;

  private final List<RandomGenerator<Family>> generators;
  private final List<Novelty> novelties;
  private final Random random;
  private final Shard shard;
  private final Queue<Shrinkable<Problem>> family = new ArrayDeque<>();
  private long position;

  /**
   * @param operations names as in a problem's text, each equally likely
   * @param seed any
   * @throws dev.assay.reference.op.InvalidOperationException if a name is unknown
   */
  public ProblemSource(List<String> operations, long seed) {
    this(operations, seed, Shard.WHOLE);
  }

  /** A shard's part of the sequence. */
  public ProblemSource(List<String> operations, long seed, Shard shard) {
    if (operations.isEmpty()) {
      throw new IllegalArgumentException("no operation to generate problems of");
    }
    this.generators =
        operations.stream()
            .map(name -> ProblemGenerators.families(OperationText.classOf(name)).generator(TRIES))
            .toList();
    this.novelties = operations.stream().map(name -> new Novelty()).toList();
    this.random = new Random(seed);
    this.shard = shard;
  }

  /** The next problem, and the way to simpler ones. */
  public Shrinkable<Problem> next() {
    while (!shard.has(position)) {
      draw();
    }
    return draw();
  }

  /** How many problems are still to come before a position of the whole sequence. */
  public int remaining(long end) {
    return (int) shard.count(position, end);
  }

  /** Passes over what is before a position of the whole sequence. */
  public void skipTo(long start) {
    while (position < start) {
      draw();
    }
  }

  private Shrinkable<Problem> draw() {
    position++;
    if (family.isEmpty()) {
      int operation = random.nextInt(generators.size());
      Shrinkable<Family> drawn = drawFamily(generators.get(operation), novelties.get(operation));
      List<Problem> problems = drawn.value().problems();
      for (int i = 0; i < problems.size(); i++) {
        int member = i;
        Shrinkable<Problem> origin = drawn.map(simpler -> simpler.problems().get(member));
        family.add(new Drawn(problems.get(i), List.copyOf(family), origin));
      }
    }
    return family.remove();
  }

  /** Of a few the one with most that is new. */
  private Shrinkable<Family> drawFamily(RandomGenerator<Family> generator, Novelty novelty) {
    Shrinkable<Family> best = generator.next(random);
    int most = novelty.of(best.value());
    for (int drawn = 1; drawn < CANDIDATES; drawn++) {
      Shrinkable<Family> candidate = generator.next(random);
      Family drawnFamily = candidate.value();
      int added = novelty.of(drawnFamily);
      if (added > most && drawnFamily.problems().get(0).cost().flops() < SMALL) {
        best = candidate;
        most = added;
      }
    }
    novelty.add(best.value());
    return best;
  }

  /**
   * A problem of a family.
   *
   * @param value kept, because jqwik would compute it anew whenever it is asked for
   * @param simpler the problems before it in its family
   * @param origin the way to families of simpler operations
   */
  private record Drawn(Problem value, List<Shrinkable<Problem>> simpler, Shrinkable<Problem> origin)
      implements Shrinkable<Problem> {
    @Override
    public Stream<Shrinkable<Problem>> shrink() {
      return Stream.concat(simpler.stream(), origin.shrink());
    }

    @Override
    public ShrinkingDistance distance() {
      return origin.distance();
    }
  }
}
