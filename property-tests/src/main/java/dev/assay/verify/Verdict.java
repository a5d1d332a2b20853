package dev.assay.verify;

import dev.assay.reference.numeric.ErrorDistribution;
import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.problem.Problem;
import dev.assay.verify.law.Law;
import dev.assay.worker.Repetition;
import java.util.Optional;

/**
 * The judgement on one problem.
 *
 * @param likeness what the results are like, be they right or wrong
 * @param log the end of what the worker printed, if it died
 */
public record Verdict(Problem problem, Ruling ruling, Likeness likeness, String log) {

  /**
   * What results are like, be they right or wrong.
   *
   * @param errors how large the rounding errors are; empty unless the inputs are signed reals
   * @param repetition what a second run gave
   * @param fingerprint of their bits; 0 if there are none
   */
  public record Likeness(ErrorDistribution errors, Repetition repetition, long fingerprint) {
    /** Of nothing that was looked at. */
    static Likeness none() {
      return new Likeness(new ErrorDistribution(), Repetition.NONE, 0);
    }
  }

  /** A verdict of which there is no more to say. */
  static Verdict of(Problem problem, Ruling ruling) {
    return new Verdict(problem, ruling, Likeness.none(), "");
  }

  /** A verdict without a comparison. */
  public static Verdict of(Problem problem, Outcome outcome, String message) {
    return of(problem, Ruling.of(outcome, message));
  }

  /** The same of another problem, which could not be judged because of this. */
  Verdict about(Problem hindered) {
    return new Verdict(hindered, ruling, likeness, log);
  }

  /** The same, saying which law it is by. */
  public Verdict by(Law law) {
    return new Verdict(problem, ruling.saying(law.name() + ": " + message()), likeness, log);
  }

  /** The same, saying more. */
  public Verdict adding(String more) {
    return new Verdict(problem, ruling.saying(message() + "; " + more), likeness, log);
  }

  /** Of what passed though a known divergence says that it fails. */
  public Verdict unexpected(String divergence) {
    Ruling unexpected =
        new Ruling(
            Outcome.UNEXPECTED_PASS,
            "passes, though it is known to fail",
            worst(),
            Optional.of(divergence));
    return new Verdict(problem, unexpected, likeness, log);
  }

  public Outcome outcome() {
    return ruling.outcome();
  }

  /** What happened, on one line; empty if it passed. */
  public String message() {
    return ruling.message();
  }

  /** The element that used most of its error bound, if any was compared and may be to blame. */
  public Optional<Comparison.Worst> worst() {
    return ruling.worst();
  }

  /** The known divergence that explains it, if it is wrong as is known. */
  public Optional<String> divergence() {
    return ruling.divergence();
  }

  /** Whether the backend's results are wrong or absent, known or not. */
  public boolean isFailure() {
    return outcome().isWrong() || outcome() == Outcome.KNOWN;
  }

  /**
   * What tells one failure from another: the first of each kind is shrunk, the rest are counted.
   *
   * <p>All wrong results of an operation and direction are of one kind, whatever made them wrong.
   * So of two bugs the one that shrinks to the smaller problem may be all that is shown, whichever
   * was met first; the other one comes to light when that is mended, or known.
   */
  String kind() {
    String what = worst().isPresent() ? "wrong result" : message().replaceAll("[0-9]+", "#");
    return String.join(
        "|",
        problem.operation().name(),
        problem.direction().toString(),
        outcome().name(),
        divergence().orElse(""),
        what);
  }
}
