package dev.assay.verify;

import dev.assay.reference.oracle.Comparison;
import java.util.Optional;

/**
 * What results make of a problem.
 *
 * @param message what happened, on one line; empty if it passed
 * @param worst the element that used most of its error bound; empty if nothing was compared, or if
 *     no element is what is wrong
 * @param divergence the known divergence that explains it, if it is wrong as is known
 */
public record Ruling(
    Outcome outcome,
    String message,
    Optional<Comparison.Worst> worst,
    Optional<String> divergence) {

  /** Nothing was compared. */
  static Ruling of(Outcome outcome, String message) {
    return new Ruling(outcome, message, Optional.empty(), Optional.empty());
  }

  /**
   * Something is wrong with all results together, or there are none.
   *
   * @param news what it is unless a divergence explains it
   */
  static Ruling wrong(Outcome news, String message, Optional<String> divergence) {
    return new Ruling(
        divergence.isPresent() ? Outcome.KNOWN : news, message, Optional.empty(), divergence);
  }

  /** An element is wrong. */
  static Ruling wrong(Comparison.Worst worst, String message, Optional<String> divergence) {
    Outcome outcome = divergence.isPresent() ? Outcome.KNOWN : Outcome.FAILED;
    return new Ruling(outcome, message, Optional.of(worst), divergence);
  }

  /** All that was compared agrees. */
  static Ruling right(Comparison.Worst worst) {
    return new Ruling(Outcome.PASSED, "", Optional.of(worst), Optional.empty());
  }

  /** All that was compared agrees, which proves nothing. */
  static Ruling mistrusted(Comparison.Worst worst, String why) {
    return new Ruling(Outcome.MISTRUSTED, why, Optional.of(worst), Optional.empty());
  }

  /** The same in other words. */
  Ruling saying(String other) {
    return new Ruling(outcome, other, worst, divergence);
  }
}
