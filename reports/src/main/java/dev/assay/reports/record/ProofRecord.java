package dev.assay.reports.record;

import static java.util.stream.Collectors.joining;

import dev.assay.verify.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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

  private static final Pattern RULE = Pattern.compile("\\b(optimizer|momentum|decay)=\\S+");

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

  /** Whether it is among what proves the network that was timed. */
  public boolean proves(WholeNetworkRecord timed) {
    return proof.equals(timed.proof()) && countsFor(timed.problem());
  }

  /**
   * Whether it counts where this is done with its network: of training and inference, which have
   * one proof, only what is done. Nor does it count that a backend has no other optimiser.
   */
  public boolean countsFor(String timed) {
    return operation(problem).equals(operation(timed))
        && (outcome != Outcome.UNSUPPORTED || rule(problem).equals(rule(timed)));
  }

  /** {@code optimizer=adam decay=0.1}, as far as it is not what is usual. */
  private static String rule(String problem) {
    return RULE.matcher(problem).results().map(MatchResult::group).collect(joining(" "));
  }

  /** What is done with the network: a step of training, or inference. */
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
