package dev.assay.spi;

import dev.assay.reference.op.Composite;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A class of problems that a backend is known to get wrong, why, and what that looks like.
 *
 * @param id short and stable, like {@code max-pool-drops-nan}
 * @param reason what the backend does instead, in one sentence
 * @param links where it can be seen upstream: lines of source, issues; the most telling first
 * @param counterexample the smallest problem known to fail, replayed in every run; if it passes,
 *     that is reported
 * @param applies which problems may fail this way
 * @param symptoms what their results may look like: as narrow as can be told, for what looks
 *     otherwise is a failure, and no regression is seen beneath {@link Symptom.Garbage}
 * @param inNetworks whether layers inside a network are wrong like this, too, so that the network
 *     is; of networks by themselves the other components tell
 */
public record KnownDivergence(
    String id,
    String reason,
    List<String> links,
    Problem counterexample,
    Predicate<Problem> applies,
    Symptoms symptoms,
    boolean inNetworks) {

  public KnownDivergence {
    links = List.copyOf(links);
  }

  /**
   * What a problem's results may look like; nothing if this says nothing of it.
   *
   * @param inputs what it is computed from; made when they are asked for
   */
  public List<Symptom> symptomsOf(Problem problem, Supplier<List<Tensor>> inputs) {
    if (applies.test(problem)) {
      return symptoms.of(problem, inputs);
    }
    return inNetworks ? InNetworks.symptoms(this, problem) : List.of();
  }

  /** What results look like, where that depends on the numbers, too. */
  @FunctionalInterface
  public interface Symptoms {
    /**
     * Those of one problem.
     *
     * @param inputs what it is computed from; made when they are asked for
     */
    List<Symptom> of(Problem problem, Supplier<List<Tensor>> inputs);
  }

  /** One whose looks depend on the numbers. */
  public KnownDivergence(
      String id,
      String reason,
      List<String> links,
      Problem counterexample,
      Predicate<Problem> applies,
      Symptoms symptoms) {
    this(
        id,
        reason,
        links,
        counterexample,
        applies,
        symptoms,
        !(counterexample.operation() instanceof Composite));
  }

  /** One whose looks depend on the problem's parameters. */
  public KnownDivergence(
      String id,
      String reason,
      List<String> links,
      Problem counterexample,
      Predicate<Problem> applies,
      Function<Problem, List<Symptom>> symptoms) {
    this(id, reason, links, counterexample, applies, (problem, inputs) -> symptoms.apply(problem));
  }

  /** One that looks alike on all problems. */
  public KnownDivergence(
      String id,
      String reason,
      List<String> links,
      Problem counterexample,
      Predicate<Problem> applies,
      Symptom... symptoms) {
    this(id, reason, links, counterexample, applies, problem -> List.of(symptoms));
  }

  /**
   * The same where networks compute their layers otherwise, or another divergence tells of them.
   */
  public KnownDivergence ofSingleOperations() {
    return new KnownDivergence(
        id, reason, links, counterexample, applies, symptoms, /* inNetworks= */ false);
  }
}
