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
 * @param message what happened, on one line; empty if it passed
 * @param worst the element that used most of its error bound; empty if nothing was compared, or if
 *     no element is what is wrong
 * @param errors how large its rounding errors are; empty unless its inputs are signed reals
 * @param divergence the known divergence that explains it, if it is wrong as is known
 * @param repetition what a second run gave
 * @param fingerprint of the bits of its results; 0 if there are none
 * @param log the end of what the worker printed, if it died
 */
public record Verdict(
    Problem problem,
    Outcome outcome,
    String message,
    Optional<Comparison.Worst> worst,
    ErrorDistribution errors,
    Optional<String> divergence,
    Repetition repetition,
    long fingerprint,
    String log) {

  /** A verdict without a comparison. */
  public static Verdict of(Problem problem, Outcome outcome, String message) {
    return new Verdict(
        problem,
        outcome,
        message,
        Optional.empty(),
        new ErrorDistribution(),
        Optional.empty(),
        Repetition.NONE,
        0,
        "");
  }

  /** The same of another problem, which could not be judged because of this. */
  Verdict about(Problem hindered) {
    return new Verdict(
        hindered, outcome, message, worst, errors, divergence, repetition, fingerprint, log);
  }

  /** The same, saying which law it is by. */
  public Verdict by(Law law) {
    return new Verdict(
        problem,
        outcome,
        law.name() + ": " + message,
        worst,
        errors,
        divergence,
        repetition,
        fingerprint,
        log);
  }

  /** Whether the backend's results are wrong or absent, known or not. */
  public boolean isFailure() {
    return outcome.isWrong() || outcome == Outcome.KNOWN;
  }

  /**
   * What tells one failure from another: the first of each kind is shrunk, the rest are counted.
   *
   * <p>All wrong results of an operation and direction are of one kind, whatever made them wrong.
   * So of two bugs the one that shrinks to the smaller problem may be all that is shown, whichever
   * was met first; the other one comes to light when that is mended, or known.
   */
  String kind() {
    String what = worst.isPresent() ? "wrong result" : message.replaceAll("[0-9]+", "#");
    return String.join(
        "|",
        problem.operation().name(),
        problem.direction().toString(),
        outcome.name(),
        divergence.orElse(""),
        what);
  }
}
