package dev.assay.verify.threads;

import dev.assay.host.Answer;
import dev.assay.reference.problem.Problem;
import dev.assay.verify.Judge;
import dev.assay.verify.Solver;
import dev.assay.verify.Table;
import dev.assay.verify.Verdict;
import dev.assay.worker.Repetition;
import dev.assay.worker.Reply;
import dev.assay.worker.Request;
import java.util.List;
import java.util.Optional;

/**
 * The same problem on one thread and on several. Sums in another order round to other numbers,
 * which is in order within their bounds; whoever needs the same bits everywhere wants to know.
 */
public final class ThreadComparison {
  private static final String TABLE = "thread-problems.txt";

  private final Solver one;
  private final Solver several;

  /**
   * @param one the backend on one thread
   * @param several the same on several
   */
  public ThreadComparison(Solver one, Solver several) {
    this.one = one;
    this.several = several;
  }

  /** How alike two results are. */
  public enum Agreement {
    /** The same bits, within their error bounds. */
    BITWISE,
    /** Other bits, but both within their error bounds. */
    WITHIN_BOUND,
    /** At least one of them is wrong in a way that nobody knew of. */
    WRONG,
    /** At least one of them is wrong as a known divergence says. */
    KNOWN,
    /** At least one side cannot compute it. */
    NO_RESULT
  }

  /**
   * What became of one problem.
   *
   * @param message what kept it from being compared, or what was wrong; empty if nothing was
   */
  public record Result(Problem problem, Agreement agreement, String message) {}

  /** Problems large enough to be shared out among threads. */
  public static List<Problem> problems() {
    return Table.lines(ThreadComparison.class, TABLE).stream().map(Problem::parse).toList();
  }

  /** Compares both sides. One that dies or throws is wrong. */
  public Result compare(Problem problem) {
    Answer single = one.answer(Request.whole(problem));
    Answer shared = several.answer(Request.whole(problem));
    boolean same = isSame(single, shared);
    return wrong(single, "one thread")
        .or(() -> same ? Optional.empty() : wrong(shared, "several threads"))
        .or(() -> missing(single))
        .or(() -> missing(shared))
        .orElseGet(
            () -> new Result(problem, same ? Agreement.BITWISE : Agreement.WITHIN_BOUND, ""));
  }

  private static boolean isSame(Answer one, Answer other) {
    return !results(one).isEmpty()
        && !results(other).isEmpty()
        && Repetition.Seen.of(results(one), results(other)) == Repetition.Seen.SAME_BITS;
  }

  private static Optional<Result> missing(Answer answer) {
    if (!results(answer).isEmpty()) {
      return Optional.empty();
    }
    Verdict verdict = Judge.judge(answer);
    return Optional.of(
        new Result(
            verdict.problem(), Agreement.NO_RESULT, verdict.outcome() + ": " + verdict.message()));
  }

  /** Empty if there are none. */
  private static List<float[]> results(Answer answer) {
    return answer instanceof Answer.Replied replied
            && replied.reply() instanceof Reply.Computed computed
        ? computed.results()
        : List.of();
  }

  private static Optional<Result> wrong(Answer answer, String where) {
    Verdict verdict = Judge.judge(answer);
    if (!verdict.isFailure()) {
      return Optional.empty();
    }
    return Optional.of(
        new Result(
            verdict.problem(),
            verdict.outcome().isWrong() ? Agreement.WRONG : Agreement.KNOWN,
            "on " + where + " " + verdict.outcome() + ": " + verdict.message()));
  }
}
