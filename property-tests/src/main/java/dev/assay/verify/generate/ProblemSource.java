package dev.assay.verify.generate;

import dev.assay.reference.op.OperationText;
import dev.assay.reference.problem.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/**
 * An endless sequence of random problems of one operation, for use outside of a test engine.
 * Problems of the same parameters follow each other. Kinds of problems that have not been yet come
 * first. The same seed gives the same sequence.
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

  private final RandomGenerator<Family> generator;
  private final Novelty novelty = new Novelty();
  private final Random random;
  private final Shard shard;
  private final boolean ofLaws;
  private final Queue<Shrinkable<Problem>> family = new ArrayDeque<>();
  private long position;

  /**
   * A shard's part of the sequence.
   *
   * @param operation its name, as in a problem's text
   * @param seed any
   * @throws dev.assay.reference.op.InvalidOperationException if the name is unknown
   */
  public ProblemSource(String operation, long seed, Shard shard) {
    this(operation, seed, shard, false);
  }

  private ProblemSource(String operation, long seed, Shard shard, boolean ofLaws) {
    this.generator = ProblemGenerators.families(OperationText.classOf(operation)).generator(TRIES);
    this.random = new Random(seed);
    this.shard = shard;
    this.ofLaws = ofLaws;
  }

  /**
   * A sequence for laws: one problem of each set of parameters, in turn another one. Most laws ask
   * the same of an operation whatever the direction and the fill.
   */
  public static ProblemSource ofLaws(String operation, long seed, Shard shard) {
    return new ProblemSource(operation, seed, shard, true);
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
      List<Shrinkable<Problem>> drawn = problems(drawFamily());
      family.addAll(ofLaws ? List.of(drawn.get((int) (position % drawn.size()))) : drawn);
    }
    return family.remove();
  }

  private static List<Shrinkable<Problem>> problems(Shrinkable<Family> family) {
    List<Problem> problems = family.value().problems();
    List<Shrinkable<Problem>> drawn = new ArrayList<>();
    for (int i = 0; i < problems.size(); i++) {
      int member = i;
      Shrinkable<Problem> origin = family.map(simpler -> simpler.problems().get(member));
      drawn.add(new Drawn(problems.get(i), List.copyOf(drawn), origin));
    }
    return drawn;
  }

  /** Of a few the one with most that is new. */
  private Shrinkable<Family> drawFamily() {
    // Skipped, so that a seed stands for the same problems as it did when operations were drawn.
    random.nextInt();
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
