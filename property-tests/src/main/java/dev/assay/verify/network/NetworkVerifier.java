package dev.assay.verify.network;

import dev.assay.reference.op.Inference;
import dev.assay.reference.problem.Problem;
import dev.assay.verify.Judge;
import dev.assay.verify.Outcome;
import dev.assay.verify.Solver;
import dev.assay.verify.Verdict;
import dev.assay.worker.Request;

/** Compares a backend's networks with what the oracle expects of them. */
public final class NetworkVerifier {
  private final Solver solver;
  private final Expectations expectations;

  public NetworkVerifier(Solver solver, Expectations expectations) {
    this.solver = solver;
    this.expectations = expectations;
  }

  /**
   * Judges one problem; whichever way the backend fails, there is a verdict. That of wrong logits
   * says where in the network they begin to be wrong.
   */
  public Verdict verify(Problem problem) {
    Verdict verdict = judge(problem);
    return verdict.outcome() == Outcome.FAILED
            && problem.operation() instanceof Inference inference
            && inference.layer().isEmpty()
        ? verdict.adding("wrong from here on: " + firstWrongLayer(problem))
        : verdict;
  }

  private Problem firstWrongLayer(Problem logits) {
    return new FirstWrongLayer(logits, part -> !judge(part).isFailure()).find();
  }

  private Verdict judge(Problem problem) {
    return Judge.judge(
        solver.answer(Request.of(problem)),
        (request, precision) -> expectations.get(problem, precision).oracle(problem));
  }
}
