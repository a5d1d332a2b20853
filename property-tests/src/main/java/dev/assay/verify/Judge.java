package dev.assay.verify;

import dev.assay.host.Answer;
import dev.assay.reference.numeric.ErrorDistribution;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.RandomDropout;
import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.Symptom;
import dev.assay.verify.law.Law;
import dev.assay.worker.Repetition;
import dev.assay.worker.Reply;
import dev.assay.worker.Request;
import dev.assay.worker.Suspect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Turns a worker's answers into a verdict, by the oracle or by a law. */
public final class Judge {
  /** What is wrong comes before what is known to be, and that before all else. */
  private static final Comparator<Verdict> WORST_FIRST =
      Comparator.comparing((Verdict verdict) -> !verdict.outcome().isWrong())
          .thenComparing(verdict -> !verdict.isFailure());

  private Judge() {}

  /** By an oracle that computes what the answer must be. */
  public static Verdict judge(Answer answer) {
    return judge(
        answer,
        (request, precision) -> new Oracle(request.problem(), request.resolveInputs(), precision));
  }

  /**
   * By an oracle that is asked for only if there is anything to judge.
   *
   * @param oracle for the precision of products that the backend declares
   */
  public static Verdict judge(Answer answer, BiFunction<Request, ProductPrecision, Oracle> oracle) {
    Problem problem = answer.request().problem();
    if (answer instanceof Answer.Crashed crashed) {
      return failure(problem, Outcome.CRASHED, crashed.how(), crashed.suspects(), crashed.log());
    }
    if (answer instanceof Answer.TimedOut late) {
      String message = "no answer within " + late.deadline().toSeconds() + " s";
      return failure(problem, Outcome.TIMED_OUT, message, late.suspects(), "");
    }
    Reply reply = ((Answer.Replied) answer).reply();
    if (reply instanceof Reply.Unsupported unsupported) {
      return Verdict.of(problem, Outcome.UNSUPPORTED, unsupported.reason());
    }
    if (reply instanceof Reply.Threw threw) {
      return failure(problem, Outcome.FAILED, "threw: " + threw.message(), threw.suspects(), "");
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
    boolean random = problem.operation().isRandom();
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
                    ? new Ruling(
                        Outcome.KNOWN,
                        comparison.worst().describe(problem),
                        Optional.of(comparison.worst()),
                        explained)
                    : right(comparison));
    return new Verdict(
        problem,
        ruling.outcome,
        ruling.message,
        ruling.worst,
        unexplained.errors(),
        ruling.divergence,
        // What draws has other results each time, and is right to.
        random ? Repetition.NONE : computed.repetition(),
        random ? 0 : Fingerprint.of(problem, computed.results()),
        "");
  }

  /** What results make of a problem. */
  private record Ruling(
      Outcome outcome,
      String message,
      Optional<Comparison.Worst> worst,
      Optional<String> divergence) {

    /** Something that is wrong with all elements together. */
    static Ruling whole(String message, Optional<String> divergence) {
      Outcome outcome = divergence.isPresent() ? Outcome.KNOWN : Outcome.FAILED;
      return new Ruling(outcome, message, Optional.empty(), divergence);
    }
  }

  /** What is wrong beyond single elements that known divergences explain. */
  private static Optional<Ruling> wrong(
      Problem problem, Reply.Computed computed, Comparison unexplained, Oracle oracle) {
    List<Suspect> suspects = computed.suspects();
    if (!unexplained.passed()) {
      return Optional.of(
          new Ruling(
              Outcome.FAILED,
              unexplained.worst().describe(problem) + unlike(suspects),
              Optional.of(unexplained.worst()),
              Optional.empty()));
    }
    Optional<String> shorter =
        UndeclaredPrecision.of(problem, computed.precision(), unexplained, oracle);
    if (shorter.isPresent()) {
      return Optional.of(
          Ruling.whole(
              "errors as large as those of " + shorter.get() + ", which is not declared",
              Diagnosis.first(suspects, Judge::allowsAnything)));
    }
    return computed.repetition().breaksPromise()
        ? Optional.of(
            Ruling.whole(
                "a second run gave other bits, though the library promises the same",
                Diagnosis.first(suspects, Judge::allowsAnything)))
        : Optional.empty();
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
        .map(odd -> Ruling.whole(odd, Diagnosis.first(suspects, Judge::allowsAnything)))
        .or(
            () ->
                mask.lostGradient()
                    .map(odd -> Ruling.whole(odd, Diagnosis.first(suspects, Judge::allowsLoss))));
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
    return new Ruling(
        comparison.informative() ? Outcome.PASSED : Outcome.MISTRUSTED,
        comparison.informative() ? "" : "nothing expected but zeros, infinities and NaN",
        Optional.of(comparison.worst()),
        Optional.empty());
  }

  /** That known divergences do not explain it, in words. */
  private static String unlike(List<Suspect> suspects) {
    return suspects.isEmpty()
        ? ""
        : suspects.stream()
            .map(Suspect::id)
            .collect(
                Collectors.joining(" or ", "; it is known to be wrong here, but not so, by ", ""));
  }

  /**
   * Judges a problem by a law.
   *
   * @param answers to the requests of the case, in their order, as far as there are any
   * @return empty if answers are missing and none says why
   */
  static Optional<Verdict> judge(Problem problem, Law.Case lawCase, List<Answer> answers) {
    List<List<float[]>> results = new ArrayList<>();
    List<Verdict> obstacles = new ArrayList<>();
    ProductPrecision precision = ProductPrecision.F32;
    for (Answer answer : answers) {
      if (answer instanceof Answer.Replied replied
          && replied.reply() instanceof Reply.Computed computed) {
        results.add(computed.results());
        precision = computed.precision();
      } else {
        obstacles.add(judge(answer));
      }
    }
    if (!obstacles.isEmpty()) {
      // No random problem need be like this one, so a death or an error counts here, too.
      return obstacles.stream().min(WORST_FIRST).map(obstacle -> obstacle.about(problem));
    }
    return results.size() < lawCase.requests().size()
        ? Optional.empty()
        : Optional.of(judge(problem, lawCase.check().check(results, precision), answers));
  }

  private static Verdict judge(Problem problem, Law.Balance balance, List<Answer> answers) {
    Ruling ruling = balance.holds() ? held(balance) : violated(balance.worst(), known(answers));
    return new Verdict(
        problem,
        ruling.outcome,
        ruling.message,
        ruling.worst,
        new ErrorDistribution(),
        ruling.divergence,
        Repetition.NONE,
        0,
        "");
  }

  private static Ruling held(Law.Balance balance) {
    return new Ruling(
        balance.informative() ? Outcome.PASSED : Outcome.MISTRUSTED,
        balance.informative() ? "" : "nothing on both sides but zeros, infinities and NaN",
        Optional.of(balance.worst()),
        Optional.empty());
  }

  private static Ruling violated(Comparison.Worst worst, Optional<String> divergence) {
    return new Ruling(
        divergence.isPresent() ? Outcome.KNOWN : Outcome.FAILED,
        "one side is " + digits(worst.expected()) + ", the other " + digits(worst.actual()),
        Optional.of(worst),
        divergence);
  }

  /** The divergence that is to blame if some are wrong as is known, and none otherwise. */
  private static Optional<String> known(List<Answer> answers) {
    return answers.stream().map(Judge::judge).min(WORST_FIRST).flatMap(Verdict::divergence);
  }

  private static Verdict failure(
      Problem problem, Outcome outcome, String message, List<Suspect> suspects, String log) {
    Optional<String> divergence = Diagnosis.first(suspects, Symptom.NoResult.class::isInstance);
    return new Verdict(
        problem,
        divergence.isPresent() ? Outcome.KNOWN : outcome,
        divergence.isPresent() ? message : message + unlike(suspects),
        Optional.empty(),
        new ErrorDistribution(),
        divergence,
        Repetition.NONE,
        0,
        log);
  }

  /** With as few digits as tell it from other numbers. */
  private static String digits(double value) {
    return Double.toString(value).replace('E', 'e');
  }
}
