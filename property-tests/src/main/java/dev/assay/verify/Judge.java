package dev.assay.verify;

import dev.assay.host.Answer;
import dev.assay.reference.numeric.ErrorDistribution;
import dev.assay.reference.numeric.PrecisionClass;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Contraction;
import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Problem;
import dev.assay.verify.law.Law;
import dev.assay.worker.Repetition;
import dev.assay.worker.Reply;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Turns a worker's answers into a verdict, by the oracle or by a law. */
public final class Judge {
  /**
   * Added one by one, K products of either sign are off by 0.2·√K units of an {@link
   * ErrorDistribution} in the median: up to this many, no float32 sum is taken for TF32.
   */
  private static final int LONGEST_SUM = 1 << 21;

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
      return failure(problem, Outcome.CRASHED, crashed.how(), crashed.divergence(), crashed.log());
    }
    if (answer instanceof Answer.TimedOut late) {
      String message = "no answer within " + late.deadline().toSeconds() + " s";
      return failure(problem, Outcome.TIMED_OUT, message, late.divergence(), "");
    }
    Reply reply = ((Answer.Replied) answer).reply();
    if (reply instanceof Reply.Unsupported unsupported) {
      return Verdict.of(problem, Outcome.UNSUPPORTED, unsupported.reason());
    }
    if (reply instanceof Reply.Threw threw) {
      return failure(problem, Outcome.FAILED, "threw: " + threw.message(), threw.divergence(), "");
    }
    if (reply instanceof Reply.Computed computed) {
      return judge(
          answer.request(), computed, oracle.apply(answer.request(), computed.precision()));
    }
    throw new IllegalArgumentException("not an answer to a problem: " + reply);
  }

  private static Verdict judge(Request request, Reply.Computed computed, Oracle oracle) {
    Problem problem = request.problem();
    Comparison comparison = oracle.compare(request.sample(), computed.results());
    Outcome wrong = computed.divergence().isPresent() ? Outcome.KNOWN : Outcome.FAILED;
    Optional<Comparison.Worst> worst = Optional.of(comparison.worst());
    Optional<PrecisionClass> shorter =
        undeclared(problem, computed.precision(), comparison.errors());
    Outcome outcome;
    String message;
    if (!comparison.passed()) {
      outcome = wrong;
      message = describe(problem, comparison.worst());
    } else if (shorter.isPresent()) {
      outcome = wrong;
      message = "errors as large as those of " + shorter.get() + ", which is not declared";
      worst = Optional.empty();
    } else if (computed.repetition().breaksPromise()) {
      outcome = wrong;
      message = "a second run gave other bits, though the library promises the same";
      worst = Optional.empty();
    } else if (!comparison.informative()) {
      outcome = Outcome.MISTRUSTED;
      message = "nothing but zeros expected";
    } else {
      outcome = Outcome.PASSED;
      message = "";
    }
    return new Verdict(
        problem,
        outcome,
        message,
        worst,
        comparison.errors(),
        computed.divergence(),
        computed.repetition(),
        Fingerprint.of(problem, computed.results()),
        "");
  }

  /**
   * The arithmetic of products that all errors together tell of, if it is shorter than float32 and
   * not declared. An element's own bound allows for errors that happen to add up: in proportion to
   * √K of its K terms, where those of shorter factors go with 1/√K. From some hundred terms on it
   * may have room for TF32 in every element, from fifty thousand on for bfloat16.
   */
  private static Optional<PrecisionClass> undeclared(
      Problem problem, ProductPrecision declared, ErrorDistribution errors) {
    return problem.operation() instanceof Contraction
            && problem.operation().longestSum() <= LONGEST_SUM
            && declared == ProductPrecision.F32
        ? PrecisionClass.of(errors)
            .filter(arithmetic -> arithmetic.compareTo(PrecisionClass.F32_APPROXIMATE) > 0)
        : Optional.empty();
  }

  /**
   * Judges a problem by a law.
   *
   * @param answers to the requests of the case, in their order, as far as there are any
   * @return empty if answers are missing and none says why
   */
  static Optional<Verdict> judge(Problem problem, Law.Case lawCase, List<Answer> answers) {
    List<List<float[]>> results = new ArrayList<>();
    Optional<String> divergence = Optional.empty();
    ProductPrecision precision = ProductPrecision.F32;
    for (Answer answer : answers) {
      if (!(answer instanceof Answer.Replied replied
          && replied.reply() instanceof Reply.Computed computed)) {
        // What keeps a law from being tried is a finding of the problem that does, not of the law.
        Verdict obstacle = judge(answer);
        return Optional.of(
            Verdict.of(
                problem, Outcome.UNSUPPORTED, obstacle.outcome() + ": " + obstacle.message()));
      }
      results.add(computed.results());
      divergence = divergence.or(computed::divergence);
      precision = computed.precision();
    }
    return results.size() < lawCase.requests().size()
        ? Optional.empty()
        : Optional.of(judge(problem, lawCase.check().check(results, precision), divergence));
  }

  private static Verdict judge(
      Problem problem, Comparison.Worst worst, Optional<String> divergence) {
    boolean holds = worst.share() <= 1;
    return new Verdict(
        problem,
        holds ? Outcome.PASSED : divergence.isPresent() ? Outcome.KNOWN : Outcome.FAILED,
        holds
            ? ""
            : String.format("one side is %s, the other %s", worst.expected(), worst.actual()),
        Optional.of(worst),
        new ErrorDistribution(),
        divergence,
        Repetition.NONE,
        0,
        "");
  }

  private static Verdict failure(
      Problem problem, Outcome outcome, String message, Optional<String> divergence, String log) {
    return new Verdict(
        problem,
        divergence.isPresent() ? Outcome.KNOWN : outcome,
        message,
        Optional.empty(),
        new ErrorDistribution(),
        divergence,
        Repetition.NONE,
        0,
        log);
  }

  /** An element outside its bound, in words. */
  private static String describe(Problem problem, Comparison.Worst worst) {
    Problem.Result result = problem.results().get(worst.result());
    return String.format(
        "%s%s is %s, expected %s",
        result.name(),
        java.util.Arrays.toString(result.shape().coordinates(worst.index())).replace(" ", ""),
        (float) worst.actual(),
        (float) worst.expected());
  }
}
