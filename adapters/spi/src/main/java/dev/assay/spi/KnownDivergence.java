package dev.assay.spi;

import dev.assay.reference.problem.Problem;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A class of problems that a backend is known to get wrong, why, and what that looks like.
 *
 * @param id short and stable, like {@code leaky-relu-slope-at-zero}
 * @param reason what the backend does instead, in one sentence
 * @param link the upstream issue or source, or empty
 * @param counterexample the smallest problem known to fail, replayed in every run; if it passes,
 *     that is reported
 * @param applies which problems may fail this way
 * @param symptoms what their results may look like: as narrow as can be told, for what looks
 *     otherwise is a failure, and no regression is seen beneath {@link Symptom.Garbage}
 */
public record KnownDivergence(
    String id,
    String reason,
    String link,
    Problem counterexample,
    Predicate<Problem> applies,
    Function<Problem, List<Symptom>> symptoms) {

  /** One that looks alike on all problems. */
  public KnownDivergence(
      String id,
      String reason,
      String link,
      Problem counterexample,
      Predicate<Problem> applies,
      Symptom... symptoms) {
    this(id, reason, link, counterexample, applies, problem -> List.of(symptoms));
  }
}
