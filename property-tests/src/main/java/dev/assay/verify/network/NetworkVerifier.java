package dev.assay.verify.network;

import dev.assay.reference.problem.Problem;
import dev.assay.verify.Judge;
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

  /** Judges one problem; whichever way the backend fails, there is a verdict. */
  public Verdict verify(Problem problem) {
    return Judge.judge(
        solver.answer(Request.of(problem)),
        (request, precision) -> expectations.get(problem, precision).oracle(problem));
  }
}
