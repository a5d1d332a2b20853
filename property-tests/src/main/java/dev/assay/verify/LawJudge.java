package dev.assay.verify;

import dev.assay.host.Answer;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.problem.Problem;
import dev.assay.verify.law.Law;
import dev.assay.worker.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns a worker's answers to what a law asks into a verdict. */
final class LawJudge {
  private LawJudge() {}

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
        obstacles.add(Judge.judge(answer));
      }
    }
    if (!obstacles.isEmpty()) {
      // No random problem need be like this one, so a death or an error counts here, too.
      return obstacles.stream().min(Judge.WORST_FIRST).map(obstacle -> obstacle.about(problem));
    }
    return results.size() < lawCase.requests().size()
        ? Optional.empty()
        : Optional.of(
            Verdict.of(problem, ruling(lawCase.check().check(results, precision), answers)));
  }

  private static Ruling ruling(Law.Balance balance, List<Answer> answers) {
    Comparison.Worst worst = balance.worst();
    if (!balance.holds()) {
      String message =
          "one side is " + digits(worst.expected()) + ", the other " + digits(worst.actual());
      return Ruling.wrong(worst, message, known(answers));
    }
    return balance.informative()
        ? Ruling.right(worst)
        : Ruling.mistrusted(worst, "nothing on both sides but zeros, infinities and NaN");
  }

  /** The divergence that is to blame if some are wrong as is known, and none otherwise. */
  private static Optional<String> known(List<Answer> answers) {
    return answers.stream().map(Judge::judge).min(Judge.WORST_FIRST).flatMap(Verdict::divergence);
  }

  /** With as few digits as tell it from other numbers. */
  private static String digits(double value) {
    return Double.toString(value).replace('E', 'e');
  }
}
