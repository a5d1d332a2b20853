package dev.assay.reports.record;

import dev.assay.verify.Outcome;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One backend's results of one network problem against the oracle's.
 *
 * @param network which network it is about
 * @param threads how many threads it was to be computed with
 * @param threadsReadBack how many the backend said it computes with; null if it cannot tell
 * @param proof what measurements of the network on this backend refer to; all problems that prove
 *     one network on one backend with one number of threads have the same
 * @param problem its text
 * @param parameters how many numbers the network learns
 * @param tensors how many results were compared: logits, loss, gradients, parameters, statistics
 * @param elements how many of their elements
 * @param outcome the verdict
 * @param share the largest share of its bound that an element used; null if nothing was compared
 * @param worst the result with that element; null if nothing was compared
 * @param message what is wrong, or why there is no result; empty if nothing is
 */
public record ProofRecord(
    String backend,
    String network,
    int threads,
    @Nullable Integer threadsReadBack,
    String proof,
    String problem,
    long parameters,
    int tensors,
    long elements,
    Outcome outcome,
    @Nullable Double share,
    @Nullable String worst,
    String message)
    implements Judged {

  public ProofRecord {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(proof, "proof");
    Objects.requireNonNull(problem, "problem");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(message, "message");
  }

  Object subject() {
    return List.of(backend, problem, threads);
  }

  /** Whether it is about a backend that was asked for so many threads. */
  public boolean isOf(String name, int count) {
    return backend.equals(name) && threads == count;
  }

  /**
   * Whether it is among what proves the network that was timed: of its training and its inference,
   * which have one proof, only the one that was timed counts.
   */
  public boolean proves(WholeNetworkRecord timed) {
    return proof.equals(timed.proof()) && operation().equals(operation(timed.problem()));
  }

  /** What was done with the network: a step of training, or inference. */
  public String operation() {
    return operation(problem);
  }

  private static String operation(String problem) {
    return problem.split(" ", 2)[0];
  }

  @Override
  public boolean isWrong() {
    return outcome.isWrong();
  }

  @Override
  public boolean answersWrongly() {
    return outcome == Outcome.FAILED;
  }
}
