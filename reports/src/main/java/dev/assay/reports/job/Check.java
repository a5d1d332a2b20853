package dev.assay.reports.job;

import dev.assay.host.Limits;
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
import dev.assay.verify.law.NormalizationStatistics;
import dev.assay.verify.law.Probabilities;
import dev.assay.verify.law.ShardedLoss;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a backend gets right of a problem that is to be timed.
 *
 * <p>What the machine cannot hold is not tried: UNSUPPORTED, as what a backend cannot compute.
 *
 * <p>Where the oracle looks at a sample only, a law looks at every element: the first that has
 * something to say. Of some operations none has. A backend that cannot compute what a law asks for
 * besides the problem is not the worse for it.
 *
 * @param verdict the law's, if it is what fails
 * @param law that looked at all elements together; empty if the oracle compared each, or if no law
 *     could be tried
 */
record Check(Verdict verdict, Optional<Law> law) {
  /** Of an output, which it holds against its gradients. */
  private static final Law BY_GRADIENTS = new AdjointIdentity();

  /** What looks at all of an output; first what needs nothing else. */
  private static final List<Law> OF_OUTPUTS =
      List.of(
          new ChannelChecksum(), new NormalizationStatistics(), new Probabilities(), BY_GRADIENTS);

  /** What looks at all of a gradient. */
  private static final List<Law> OF_GRADIENTS = List.of(new AdjointIdentity(), new ShardedLoss());

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
                .orElseGet(() -> of(verifier, problem, worker.limits())));
        progress.step();
      }
    }
    return checks;
  }

  private static Check of(Verifier verifier, Problem problem, Limits limits) {
    Verdict verdict = verifier.verify(problem);
    Check bySample = new Check(verdict, Optional.empty());
    if (verdict.outcome() != Outcome.PASSED || Sample.of(problem).whole()) {
      return bySample;
    }
    return (problem.direction().isBackward() ? OF_GRADIENTS : OF_OUTPUTS)
        .stream()
            .filter(law -> fits(law, problem, limits))
            .flatMap(law -> bySample.by(law, verifier).stream())
            .findFirst()
            .orElse(bySample);
  }

  /** Whether there is memory for all that a law asks for. */
  private static boolean fits(Law law, Problem problem, Limits limits) {
    return law.of(problem).stream()
        .flatMap(asked -> asked.requests().stream())
        .allMatch(request -> MachineMemory.lack(request.problem(), limits).isEmpty());
  }

  /** With a law's verdict; empty if it has none that counts. */
  private Optional<Check> by(Law law, Verifier verifier) {
    return verifier
        .verify(verdict.problem(), law)
        .filter(said -> said.outcome() == Outcome.PASSED || isWrong(said, law))
        .map(said -> new Check(said.isFailure() ? said.by(law) : verdict, Optional.of(law)));
  }

  /** A gradient that cannot be had, or is wrong as is known, says nothing of an output. */
  private static boolean isWrong(Verdict said, Law law) {
    return law == BY_GRADIENTS
        ? said.outcome() == Outcome.FAILED && said.worst().isPresent()
        : said.isFailure();
  }

  /** The verdicts alone, in their order. */
  static Map<Problem, Verdict> verdicts(Map<Problem, Check> checks) {
    Map<Problem, Verdict> verdicts = new LinkedHashMap<>();
    checks.forEach((problem, check) -> verdicts.put(problem, check.verdict));
    return verdicts;
  }
}
