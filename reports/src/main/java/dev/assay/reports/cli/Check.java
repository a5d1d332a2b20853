package dev.assay.reports.cli;

import dev.assay.host.Worker;
import dev.assay.reference.oracle.Sample;
import dev.assay.reference.problem.Problem;
import dev.assay.verify.Outcome;
import dev.assay.verify.Verdict;
import dev.assay.verify.Verifier;
import dev.assay.verify.law.AdjointIdentity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds out what a backend gets right of what is to be timed. */
final class Check {
  private Check() {}

  /**
   * Verdicts on problems, in their order.
   *
   * @param title for the progress
   */
  static Map<Problem, Verdict> of(Worker worker, List<Problem> problems, String title) {
    Verifier verifier = new Verifier(worker::execute);
    Map<Problem, Verdict> verdicts = new LinkedHashMap<>();
    try (Progress progress = new Progress(title, problems.size())) {
      for (Problem problem : problems) {
        verdicts.put(problem, of(verifier, problem));
        progress.step();
      }
    }
    return verdicts;
  }

  /**
   * Where the oracle looks at a sample only, the adjoint identity looks at every element. A backend
   * that cannot compute what the law asks for besides the problem is not the worse for it.
   */
  private static Verdict of(Verifier verifier, Problem problem) {
    Verdict verdict = verifier.verify(problem);
    if (verdict.outcome() != Outcome.PASSED
        || Sample.of(problem).whole()
        || !problem.direction().isBackward()) {
      return verdict;
    }
    return verifier
        .verify(problem, new AdjointIdentity())
        .filter(Verdict::isFailure)
        .orElse(verdict);
  }
}
