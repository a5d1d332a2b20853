package dev.assay.verify.network;

import dev.assay.host.Answer;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Inference;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Problem;
import dev.assay.verify.Judge;
import dev.assay.verify.Outcome;
import dev.assay.verify.Solver;
import dev.assay.verify.Verdict;
import dev.assay.worker.Reply;
import dev.assay.worker.Request;
import java.util.Optional;

/** Compares a backend's networks with what the oracle expects of them. */
public final class NetworkVerifier {
  private final Solver solver;
  private final Expectations expectations;

  public NetworkVerifier(Solver solver, Expectations expectations) {
    this.solver = solver;
    this.expectations = expectations;
  }

  /**
   * Judges one problem; whichever way the backend fails, there is a verdict. A network that nobody
   * published is judged as random ones are. The verdict of wrong logits says where in the network
   * they begin to be wrong, that of a wrong training step where on the way back.
   */
  public Verdict verify(Problem problem) {
    Answer answer = answer(problem);
    Verdict quick = judge(answer);
    boolean doubtful =
        quick.outcome() == Outcome.FAILED && !NetworkProblems.network(problem).isPublished();
    Verdict verdict = doubtful ? Judge.judge(answer) : quick;
    return verdict.outcome() == Outcome.FAILED
        ? place(problem, answer).map(verdict::adding).orElse(verdict)
        : verdict;
  }

  private Optional<String> place(Problem problem, Answer answer) {
    if (problem.operation() instanceof Inference inference) {
      return inference.layer().isEmpty()
          ? Optional.of("wrong from here on: " + firstWrongLayer(problem))
          : Optional.empty();
    }
    return answer instanceof Answer.Replied replied
            && replied.reply() instanceof Reply.Computed computed
        ? FirstWrongGradient.of(answer.request(), computed, oracle(problem, computed.precision()))
        : Optional.empty();
  }

  private Problem firstWrongLayer(Problem logits) {
    return new FirstWrongLayer(logits, part -> !judge(answer(part)).isFailure()).find();
  }

  private Answer answer(Problem problem) {
    return solver.answer(Request.of(problem));
  }

  private Verdict judge(Answer answer) {
    return Judge.judge(answer, (request, precision) -> oracle(request.problem(), precision));
  }

  private Oracle oracle(Problem problem, ProductPrecision precision) {
    return expectations.get(problem, precision).oracle(problem);
  }
}
