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
    /** At least one side has no result. */
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

  /** Compares both sides. */
  public Result compare(Problem problem) {
    Answer single = one.answer(Request.whole(problem));
    Answer shared = several.answer(Request.whole(problem));
    if (results(single).isEmpty() || results(shared).isEmpty()) {
      Verdict obstacle = Judge.judge(results(single).isEmpty() ? single : shared);
      return new Result(
          problem, Agreement.NO_RESULT, obstacle.outcome() + ": " + obstacle.message());
    }
    boolean same =
        Repetition.Seen.of(results(single), results(shared)) == Repetition.Seen.SAME_BITS;
    return wrong(single, "one thread")
        .or(() -> same ? Optional.empty() : wrong(shared, "several threads"))
        .orElseGet(
            () -> new Result(problem, same ? Agreement.BITWISE : Agreement.WITHIN_BOUND, ""));
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
