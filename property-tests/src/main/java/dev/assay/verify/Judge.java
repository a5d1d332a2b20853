package dev.assay.verify;

import dev.assay.host.Answer;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Composite;
import dev.assay.reference.op.RandomDropout;
import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.Symptom;
import dev.assay.worker.Repetition;
import dev.assay.worker.Reply;
import dev.assay.worker.Request;
import dev.assay.worker.Suspect;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Turns a worker's answers into a verdict, by the oracle. */
public final class Judge {
  /** What is wrong comes before what is known to be, and that before all else. */
  static final Comparator<Verdict> WORST_FIRST =
      Comparator.comparing((Verdict verdict) -> !verdict.outcome().isWrong())
          .thenComparing(verdict -> !verdict.isFailure());

  private Judge() {}

  /**
   * By an oracle that computes what the answer must be; what seems wrong of a network that may be
   * made of anything, by bounds that take longer.
   */
  public static Verdict judge(Answer answer) {
    Verdict verdict =
        judge(
            answer,
            (request, precision) ->
                new Oracle(request.problem(), request.resolveInputs(), precision));
    return verdict.outcome() == Outcome.FAILED
            && verdict.problem().operation() instanceof Composite composite
            && !composite.network().isPublished()
        ? judge(
            answer,
            (request, precision) ->
                Oracle.thorough(request.problem(), request.resolveInputs(), precision))
        : verdict;
  }

  /**
   * By an oracle that is asked for only if there is anything to judge.
   *
   * @param oracle for the precision of products that the backend declares
   */
  public static Verdict judge(Answer answer, BiFunction<Request, ProductPrecision, Oracle> oracle) {
    Problem problem = answer.request().problem();
    if (answer instanceof Answer.Crashed crashed) {
      Ruling died = absent(Outcome.CRASHED, crashed.how(), crashed.suspects(), Symptom.Dies.class);
      return new Verdict(problem, died, Verdict.Likeness.none(), crashed.log());
    }
    if (answer instanceof Answer.TimedOut late) {
      String message = "no answer within " + late.deadline().toSeconds() + " s";
      return Verdict.of(problem, Outcome.TIMED_OUT, message);
    }
    Reply reply = ((Answer.Replied) answer).reply();
    if (reply instanceof Reply.Unsupported unsupported) {
      return Verdict.of(problem, Outcome.UNSUPPORTED, unsupported.reason());
    }
    if (reply instanceof Reply.Threw threw) {
      String message = "threw: " + threw.message();
      return Verdict.of(
          problem, absent(Outcome.FAILED, message, threw.suspects(), Symptom.Throws.class));
    }
    if (reply instanceof Reply.Computed computed) {
      Oracle asked = oracle.apply(answer.request(), computed.precision());
      return computed
          .runs()
          .map(run -> judge(answer.request(), run, asked))
          .min(WORST_FIRST)
          .orElseThrow();
    }
    throw new IllegalArgumentException("not an answer to a problem: " + reply);
  }

  private static Verdict judge(Request request, Reply.Computed computed, Oracle oracle) {
    Problem problem = request.problem();
    Comparison comparison = oracle.compare(request.sample(), computed.results());
    Comparison unexplained = comparison;
    Optional<String> explained = Optional.empty();
    if (!comparison.passed() && !computed.suspects().isEmpty()) {
      Diagnosis diagnosis = new Diagnosis(request, computed);
      unexplained = oracle.compare(request.sample(), computed.results(), diagnosis);
      explained = diagnosis.divergence(comparison.worst(), oracle);
    }
    Ruling ruling =
        wrong(problem, computed, unexplained, oracle)
            .or(() -> oddMask(request, computed, oracle))
            .orElse(
                explained.isPresent()
                    ? Ruling.wrong(
                        comparison.worst(), comparison.worst().describe(problem), explained)
                    : right(comparison));
    // What draws has other results each time, and is right to.
    boolean random = problem.operation().isRandom();
    Verdict.Likeness likeness =
        new Verdict.Likeness(
            unexplained.errors(),
            random ? Repetition.NONE : computed.repetition(),
            random ? 0 : Fingerprint.of(problem, computed.results()));
    return new Verdict(problem, ruling, likeness, "");
  }

  /** What is wrong beyond single elements that known divergences explain. */
  private static Optional<Ruling> wrong(
      Problem problem, Reply.Computed computed, Comparison unexplained, Oracle oracle) {
    List<Suspect> suspects = computed.suspects();
    if (!unexplained.passed()) {
      String message = unexplained.worst().describe(problem) + Diagnosis.unlike(suspects);
      return Optional.of(Ruling.wrong(unexplained.worst(), message, Optional.empty()));
    }
    Optional<String> shorter =
        UndeclaredPrecision.of(problem, computed.precision(), unexplained, oracle);
    if (shorter.isPresent()) {
      String message = "errors as large as those of " + shorter.get() + ", which is not declared";
      return Optional.of(ofAll(message, suspects, Judge::allowsAnything));
    }
    if (computed.repetition().breaksPromise()) {
      String message = "a second run gave other bits, though the library promises the same";
      return Optional.of(ofAll(message, suspects, Judge::allowsAnything));
    }
    return Optional.empty();
  }

  /** What is wrong with what a dropout drew. */
  private static Optional<Ruling> oddMask(Request request, Reply.Computed computed, Oracle oracle) {
    if (!(request.problem().operation() instanceof RandomDropout dropout)
        || !dropout.isRandom()
        || !request.sample().whole()) {
      return Optional.empty();
    }
    boolean again = computed.repetition().seen() == Repetition.Seen.SAME_BITS;
    DrawnMask mask = new DrawnMask(dropout, oracle, computed.results().get(0), again);
    List<Suspect> suspects = computed.suspects();
    return mask.oddity()
        .map(odd -> ofAll(odd, suspects, Judge::allowsAnything))
        .or(() -> mask.lostGradient().map(odd -> ofAll(odd, suspects, Judge::allowsLoss)));
  }

  /** Something is wrong with all elements together. */
  private static Ruling ofAll(String message, List<Suspect> suspects, Predicate<Symptom> excuse) {
    return Ruling.wrong(Outcome.FAILED, message, Diagnosis.first(suspects, excuse));
  }

  /**
   * Whether elements may be anything, and other numbers in each run. Nothing else excuses what is
   * wrong with all of them together: those that are further off than they should be, as is known,
   * are not among the errors that tell of an arithmetic.
   */
  private static boolean allowsAnything(Symptom symptom) {
    return symptom instanceof Symptom.Garbage;
  }

  /** Whether elements may be 0. */
  private static boolean allowsLoss(Symptom symptom) {
    return allowsAnything(symptom)
        || (symptom instanceof Symptom.Scaled scaled && scaled.factor() == 0);
  }

  private static Ruling right(Comparison comparison) {
    return comparison.informative()
        ? Ruling.right(comparison.worst())
        : Ruling.mistrusted(comparison.worst(), "nothing expected but zeros, infinities and NaN");
  }

  /** There are no results, in a way that may be known. */
  private static Ruling absent(
      Outcome news, String message, List<Suspect> suspects, Class<? extends Symptom> way) {
    Optional<String> divergence = Diagnosis.first(suspects, way::isInstance);
    return Ruling.wrong(
        news, divergence.isPresent() ? message : message + Diagnosis.unlike(suspects), divergence);
  }
}
