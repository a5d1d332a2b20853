package dev.assay.verify.threads;

import dev.assay.host.Answer;
import dev.assay.reference.problem.Problem;
import dev.assay.verify.Judge;
import dev.assay.verify.Outcome;
import dev.assay.verify.ResourceLines;
import dev.assay.verify.Solver;
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
    return ResourceLines.of(ThreadComparison.class, TABLE).stream().map(Problem::parse).toList();
  }

  /** Compares both sides. One that dies or throws is wrong. */
  public Result compare(Problem problem) {
    Answer single = one.answer(Request.whole(problem));
    Answer shared = several.answer(Request.whole(problem));
    Verdict ofOne = Judge.judge(single);
    if (ofOne.isFailure()) {
      return wrong(ofOne, "one thread");
    }
    // The same bits need not be judged again: the oracle is what takes time here.
    boolean same = isSame(single, shared);
    Verdict ofSeveral = same ? ofOne : Judge.judge(shared);
    if (ofSeveral.isFailure()) {
      return wrong(ofSeveral, "several threads");
    }
    return missing(ofOne)
        .or(() -> missing(ofSeveral))
        .orElseGet(
            () -> new Result(problem, same ? Agreement.BITWISE : Agreement.WITHIN_BOUND, ""));
  }

  /** Whether all runs on both sides gave the same bits. */
  private static boolean isSame(Answer one, Answer other) {
    Optional<List<float[]>> bits = bits(one);
    Optional<List<float[]>> others = bits(other);
    return bits.isPresent()
        && others.isPresent()
        && Repetition.Seen.of(bits.get(), others.get()) == Repetition.Seen.SAME_BITS;
  }

  /** What every run gave; empty if there is nothing, or the second run had other bits. */
  private static Optional<List<float[]>> bits(Answer answer) {
    return answer instanceof Answer.Replied replied
            && replied.reply() instanceof Reply.Computed computed
            && computed.again().isEmpty()
        ? Optional.of(computed.results())
        : Optional.empty();
  }

  private static Optional<Result> missing(Verdict verdict) {
    return verdict.outcome() == Outcome.UNSUPPORTED
        ? Optional.of(
            new Result(
                verdict.problem(),
                Agreement.NO_RESULT,
                verdict.outcome() + ": " + verdict.message()))
        : Optional.empty();
  }

  private static Result wrong(Verdict verdict, String where) {
    return new Result(
        verdict.problem(),
        verdict.outcome().isWrong() ? Agreement.WRONG : Agreement.KNOWN,
        "on " + where + " " + verdict.outcome() + ": " + verdict.message());
  }
}
