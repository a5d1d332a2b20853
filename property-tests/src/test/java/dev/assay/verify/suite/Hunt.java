package dev.assay.verify.suite;

import dev.assay.verify.Outcome;
import dev.assay.verify.Verdict;
import dev.assay.verify.Verifier;
import dev.assay.verify.law.Law;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for a fault as a default run does, with the same problems in the same order, but ends with
 * the first failure: nothing is shrunk here.
 */
final class Hunt {
  /** What {@code verify} tries of each operation by default, and of each law. */
  static final int TRIES = 1000;

  private static final int LAW_TRIES = TRIES / 20;

  private Hunt() {}

  /**
   * How a fault was noticed first.
   *
   * @param by the oracle, or a law's name
   * @param tries how many problems it took
   */
  record Catch(String by, int tries) {}

  /** Empty if a whole run notices nothing. */
  static Optional<Catch> first(Fault fault, long seed) {
    Optional<Catch> byOracle = byOracle(fault, seed);
    return byOracle.isPresent()
        ? byOracle
        : Law.all().stream().flatMap(law -> byLaw(fault, law, seed).stream()).findFirst();
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
