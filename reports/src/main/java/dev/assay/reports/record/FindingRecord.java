package dev.assay.reports.record;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.assay.reference.op.Direction;
import dev.assay.verify.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One distinct failure.
 *
 * @param law which law was violated, or could not be tried because nothing came back; null if no
 *     law was asked
 * @param problem as it was first met
 * @param shrunk the smallest problem found that fails the same way; null if none smaller was
 * @param occurrences how many tries failed this way
 * @param message what happened, in a line
 * @param element the element furthest outside its bound; null if no element was compared
 * @param known the known divergence that it is; null if it is news
 * @param reproduce the command that repeats it
 * @param log the end of what the backend's process printed; null if of no interest
 */
public record FindingRecord(
    String backend,
    String operation,
    String direction,
    Outcome outcome,
    @Nullable String law,
    String problem,
    @Nullable String shrunk,
    int occurrences,
    String message,
    @Nullable ElementRecord element,
    @Nullable Divergence known,
    String reproduce,
    @Nullable String log) {

  private static final Pattern NETWORK = Pattern.compile("\\bnetwork=\\S+");

  public FindingRecord {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(operation, "operation");
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(problem, "problem");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(reproduce, "reproduce");
  }

  /** Which failure of its run it is: its first problem can fail in one way only. */
  Object subject() {
    return Arrays.asList(backend, outcome, law, problem);
  }

  /** What tells one failure from another, in whatever run it was met. */
  Object kind() {
    return List.of(backend, way());
  }

  /**
   * What tells one failure from another, in whatever run and on whatever backend it was met: of
   * networks also which one it is.
   */
  public Object way() {
    boolean wrongResult = element != null || law != null;
    Matcher network = NETWORK.matcher(problem);
    return Arrays.asList(
        operation,
        network.find() ? network.group() : "",
        direction,
        outcome,
        law,
        known == null ? wrongResult ? "" : message.replaceAll("[0-9]+", "#") : problem);
  }

  /** Whether it is of results, not of gradients. */
  @JsonIgnore
  public boolean isForward() {
    return direction.equals(Direction.FORWARD.toString());
  }

  /** Whether it is one of these random problems. */
  public boolean isAbout(VerificationRecord v) {
    return law == null
        && backend.equals(v.backend())
        && operation.equals(v.operation())
        && direction.equals(v.direction());
  }

  /** Whether it is this proof's problem. */
  boolean isAbout(ProofRecord proof) {
    return backend.equals(proof.backend()) && problem.equals(proof.problem());
  }

  /** Whether it was met with this law. */
  public boolean isAbout(LawRecord tried) {
    return tried.law().equals(law)
        && backend.equals(tried.backend())
        && operation.equals(tried.operation());
  }

  /** Both as one: what is smaller of each. */
  FindingRecord plus(FindingRecord other) {
    FindingRecord small = other.smallest().length() < smallest().length() ? other : this;
    return new FindingRecord(
        backend,
        operation,
        direction,
        outcome,
        law,
        small.problem,
        small.shrunk,
        occurrences + other.occurrences,
        small.message,
        small.element,
        small.known,
        small.reproduce,
        small.log);
  }

  private String smallest() {
    return shrunk == null ? problem : shrunk;
  }

  /**
   * A known divergence.
   *
   * @param id short and stable
   * @param reason what the backend does instead, in one sentence
   * @param links lines of source and issues upstream
   * @param symptoms what the results of its counterexample may look like, in words
   */
  public record Divergence(
      String id,
      String reason,
      // Earlier runs have one, called link, which may be empty.
      @JsonAlias("link") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          List<String> links,
      List<String> symptoms) {
    public Divergence {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(reason, "reason");
      links = links.stream().filter(link -> !link.isEmpty()).toList();
      symptoms = List.copyOf(symptoms);
    }
  }
}
