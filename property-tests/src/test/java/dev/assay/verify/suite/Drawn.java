package dev.assay.verify.suite;

import dev.assay.reference.problem.Problem;
import dev.assay.verify.generate.ProblemSource;
import dev.assay.verify.generate.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The random problems of one operation and one seed, as a run draws them. They are kept, because
 * hundreds of faults are hunted with the same.
 */
final class Drawn {
  private record Sequence(String operation, long seed, boolean ofLaws) {
    ProblemSource source() {
      return ofLaws
          ? ProblemSource.ofLaws(operation, seed, Shard.WHOLE)
          : new ProblemSource(operation, seed, Shard.WHOLE);
    }
  }

  private static final Map<Sequence, Drawn> KEPT = new ConcurrentHashMap<>();

  private final ProblemSource source;
  private final List<Problem> problems = new ArrayList<>();

  private Drawn(Sequence sequence) {
    this.source = sequence.source();
  }

  static Drawn of(String operation, long seed) {
    return KEPT.computeIfAbsent(new Sequence(operation, seed, false), Drawn::new);
  }

  /** Those that laws are tried with. */
  static Drawn ofLaws(String operation, long seed) {
    return KEPT.computeIfAbsent(new Sequence(operation, seed, true), Drawn::new);
  }

  /** The first few. */
  Stream<Problem> first(int count) {
    return IntStream.range(0, count).mapToObj(this::get);
  }

  synchronized Problem get(int position) {
    while (problems.size() <= position) {
      problems.add(source.next().value());
    }
    return problems.get(position);
  }
}
