package dev.assay.reports.images;

import dev.assay.host.Answer;
import dev.assay.host.Worker;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.reports.console.ExitCode;
import dev.assay.verify.Judge;
import dev.assay.verify.Outcome;
import dev.assay.verify.Solver;
import dev.assay.verify.Verdict;
import dev.assay.worker.Reply;
import dev.assay.worker.Request;
import java.util.List;

/** Computes problems with given inputs on a backend. */
public final class Computation {
  private final Worker worker;

  public Computation(Worker worker) {
    this.worker = worker;
  }

  /** Of products, as the backend declares. */
  ProductPrecision precision() {
    return worker.description().precision();
  }

  /** The backend gave no results. */
  public static final class NoResults extends Exception {
    private static final long serialVersionUID = 1;

    private final Outcome outcome;

    private NoResults(Verdict verdict) {
      super(verdict.outcome() + ": " + verdict.message());
      this.outcome = verdict.outcome();
    }

    public int exitCode() {
      return outcome == Outcome.UNSUPPORTED ? ExitCode.UNAVAILABLE : ExitCode.WRONG;
    }
  }

  /** All results, whole. */
  List<float[]> compute(Problem problem, List<Tensor> inputs) throws NoResults {
    Solver solver = worker::execute;
    Answer answer = solver.answer(Request.once(problem, inputs));
    if (answer instanceof Answer.Replied replied
        && replied.reply() instanceof Reply.Computed computed) {
      return computed.results();
    }
    throw new NoResults(Judge.judge(answer));
  }
}
