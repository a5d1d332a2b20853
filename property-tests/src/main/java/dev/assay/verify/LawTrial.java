package dev.assay.verify;

import dev.assay.host.Answer;
import dev.assay.reference.problem.Problem;
import dev.assay.verify.law.Law;
import dev.assay.worker.Request;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a law asks about one problem, and what comes of it. Answers may come by several threads at
 * once, in any order: the verdict is the same.
 */
final class LawTrial {
  private final Problem problem;
  private final Law law;
  private final Law.Case asked;
  private final IdentityHashMap<Request, Answer> answers = new IdentityHashMap<>();
  private int answered;
  private Optional<Verdict> verdict = Optional.empty();

  private LawTrial(Problem problem, Law law, Law.Case asked) {
    this.problem = problem;
    this.law = law;
    this.asked = asked;
  }

  /**
   * What laws ask about problems, problem by problem; nothing where one does not speak of it. Many
   * make inputs of their own, which is why several processors do it.
   */
  static List<LawTrial> of(List<Problem> problems, List<Law> laws) {
    return problems.parallelStream()
        .flatMap(problem -> laws.stream().flatMap(law -> of(problem, law).stream()))
        .toList();
  }

  private static Optional<LawTrial> of(Problem problem, Law law) {
    return law.of(problem).map(asked -> new LawTrial(problem, law, asked));
  }

  Law law() {
    return law;
  }

  List<Request> requests() {
    return asked.requests();
  }

  /** Takes an answer; who brings the last one judges, so that no results are kept for longer. */
  synchronized void add(Answer answer) {
    answers.put(answer.request(), answer);
    answered++;
    if (answered == requests().size()) {
      verdict = judge();
      answers.clear();
    }
  }

  /** Empty if answers are missing and none says why. */
  synchronized Optional<Verdict> verdict() {
    return verdict.or(this::judge);
  }

  private Optional<Verdict> judge() {
    return LawJudge.judge(
        problem, asked, requests().stream().map(answers::get).filter(Objects::nonNull).toList());
  }
}
