package dev.assay.verify.contract;

import dev.assay.host.Answer;
import dev.assay.reference.problem.Problem;
import dev.assay.verify.Judge;
import dev.assay.verify.Outcome;
import dev.assay.verify.Solver;
import dev.assay.verify.Verdict;
import dev.assay.worker.Reply;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.List;

/**
 * What a backend does with invalid problems: REJECTED is as it should be; ACCEPTED means that it
 * computed something that means nothing; CRASHED and TIMED_OUT that it took its process along.
 *
 * <p>After each invalid problem the backend has to compute a valid one, because what was written
 * past the end of some memory shows, if at all, only then.
 */
public final class ErrorContract {
  private static final Problem VALID =
      Problem.parse("conv2d n=2 c=3 h=6 w=6 k=5 kernel=3x3 pad=1x1 fill=integer seed=3");

  private final Solver solver;

  /**
   * @param solver computes in order, in one process
   */
  public ErrorContract(Solver solver) {
    this.solver = solver;
  }

  /** What became of one invalid problem. */
  public Verdict verify(InvalidProblem invalid) {
    List<Answer> answers = new ArrayList<>();
    solver.execute(List.of(invalid.request(), Request.whole(VALID)), answers::add);
    Verdict verdict = judge(invalid.problem(), answers.get(0));
    Verdict after = Judge.judge(answers.get(1));
    return after.outcome().isWrong()
        ? Verdict.of(
            invalid.problem(),
            after.outcome() == Outcome.FAILED ? Outcome.ACCEPTED : after.outcome(),
            "the next problem, a valid one: " + after.message())
        : verdict;
  }

  private static Verdict judge(Problem problem, Answer answer) {
    if (answer instanceof Answer.Replied replied) {
      Reply reply = replied.reply();
      if (reply instanceof Reply.Rejected rejected) {
        return Verdict.of(problem, Outcome.REJECTED, rejected.message());
      }
      if (reply instanceof Reply.Accepted accepted) {
        return Verdict.of(problem, Outcome.ACCEPTED, "computed " + accepted.what());
      }
    }
    return Judge.judge(answer);
  }
}
