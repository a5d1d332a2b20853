package dev.assay.reports.job;

import dev.assay.host.Worker;
import dev.assay.reference.oracle.Sample;
import dev.assay.reference.problem.Problem;
import dev.assay.reports.console.Progress;
import dev.assay.verify.Outcome;
import dev.assay.verify.Verdict;
import dev.assay.verify.Verifier;
import dev.assay.verify.law.AdjointIdentity;
import dev.assay.verify.law.ChannelChecksum;
import dev.assay.verify.law.Law;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a backend gets right of a problem that is to be timed.
 *
 * <p>What the machine cannot hold is not tried: UNSUPPORTED, as what a backend cannot compute.
 *
 * <p>Where the oracle looks at a sample only, a law looks at every element: the channels' checksum
 * at outputs, the adjoint identity at gradients. A backend that cannot compute what the law asks
 * for besides the problem is not the worse for it.
 *
 * @param verdict the law's, if it is what fails
 * @param law that looked at all elements together; empty if the oracle compared each, or if no law
 *     could be tried
 */
record Check(Verdict verdict, Optional<Law> law) {

  /**
   * Checks problems, in their order.
   *
   * @param title for the progress
   */
  static Map<Problem, Check> of(Worker worker, List<Problem> problems, String title) {
    Verifier verifier = new Verifier(worker::execute);
    Map<Problem, Check> checks = new LinkedHashMap<>();
    try (Progress progress = new Progress(title, problems.size())) {
      for (Problem problem : problems) {
        checks.put(
            problem,
            MachineMemory.lack(problem, worker.limits())
                .map(lack -> Verdict.of(problem, Outcome.UNSUPPORTED, lack))
                .map(untried -> new Check(untried, Optional.empty()))
                .orElseGet(() -> of(verifier, problem)));
        progress.step();
      }
    }
    return checks;
  }

  private static Check of(Verifier verifier, Problem problem) {
    Verdict verdict = verifier.verify(problem);
    if (verdict.outcome() != Outcome.PASSED || Sample.of(problem).whole()) {
      return new Check(verdict, Optional.empty());
    }
    Law law = problem.direction().isBackward() ? new AdjointIdentity() : new ChannelChecksum();
    Optional<Verdict> byLaw =
        verifier.verify(problem, law).filter(v -> v.isFailure() || v.outcome() == Outcome.PASSED);
    return new Check(
        byLaw.filter(Verdict::isFailure).map(failed -> failed.by(law)).orElse(verdict),
        byLaw.map(tried -> law));
  }

  /** The verdicts alone, in their order. */
  static Map<Problem, Verdict> verdicts(Map<Problem, Check> checks) {
    Map<Problem, Verdict> verdicts = new LinkedHashMap<>();
    checks.forEach((problem, check) -> verdicts.put(problem, check.verdict));
    return verdicts;
  }
}
