package dev.assay.verify.suite;

import dev.assay.reference.problem.Problem;
import dev.assay.verify.Outcome;
import dev.assay.verify.Verdict;
import dev.assay.verify.Verifier;
import dev.assay.verify.law.Law;
import dev.assay.verify.threads.ThreadComparison;
import dev.assay.verify.threads.ThreadComparison.Agreement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for a fault as a default run does, with the same problems, but ends with the first failure:
 * nothing is shrunk here. What a run compares threads with comes last, because it is large.
 */
final class Hunt {
  /** What {@code verify} tries of each operation by default, and of each law. */
  static final int TRIES = 1000;

  private static final int LAW_TRIES = TRIES / 20;

  /** As many as small machines have. */
  private static final int SEVERAL_THREADS = 4;

  private Hunt() {}

  /**
   * How a fault was noticed first.
   *
   * @param by the oracle, a law's name, or the comparison of threads
   * @param tries how many problems it took
   */
  record Catch(String by, int tries) {}

  /** Empty if a whole run notices nothing. */
  static Optional<Catch> first(Fault fault, long seed) {
    return byOracle(fault, seed)
        .or(() -> Law.all().stream().flatMap(law -> byLaw(fault, law, seed).stream()).findFirst())
        .or(() -> byThreads(fault));
  }

  /** All laws that notice a fault on their own. */
  static List<String> laws(Fault fault, long seed) {
    List<String> names = new ArrayList<>();
    for (Law law : Law.all()) {
      byLaw(fault, law, seed).ifPresent(noticed -> names.add(noticed.by()));
    }
    return names;
  }

  private static Optional<Catch> byOracle(Fault fault, long seed) {
    Verifier verifier = new Verifier(new InProcess(new FaultyBackend(fault)));
    Drawn problems = Drawn.of(fault.operation(), seed);
    for (int tries = 1; tries <= TRIES; tries++) {
      if (verifier.verify(problems.get(tries - 1)).outcome() == Outcome.FAILED) {
        return Optional.of(new Catch("oracle", tries));
      }
    }
    return Optional.empty();
  }

  /** By the problems that are computed on one thread and on several, whatever the seed. */
  private static Optional<Catch> byThreads(Fault fault) {
    ThreadComparison comparison =
        new ThreadComparison(
            new InProcess(new FaultyBackend(fault.on(1))),
            new InProcess(new FaultyBackend(fault.on(SEVERAL_THREADS))));
    int tries = 0;
    for (Problem problem : ThreadComparison.problems()) {
      if (problem.operation().name().equals(fault.operation())) {
        tries++;
        if (comparison.compare(problem).agreement() == Agreement.WRONG) {
          return Optional.of(new Catch("threads", tries));
        }
      }
    }
    return Optional.empty();
  }

  /** By one law alone, as a default run tries it. */
  static Optional<Catch> byLaw(Fault fault, Law law, long seed) {
    Verifier verifier = new Verifier(new InProcess(new FaultyBackend(fault)));
    Drawn problems = Drawn.ofLaws(fault.operation(), seed);
    for (int tries = 1; tries <= LAW_TRIES; tries++) {
      Optional<Verdict> verdict = verifier.verify(problems.get(tries - 1), law);
      if (verdict.isPresent() && verdict.get().outcome() == Outcome.FAILED) {
        return Optional.of(new Catch(law.name(), tries));
      }
    }
    return Optional.empty();
  }
}
