package dev.assay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.numeric.ErrorDistribution;
import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.Repeatability;
import dev.assay.worker.Repetition;
import dev.assay.worker.Repetition.Seen;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final Problem RELU = Problem.parse("relu shape=2");
  private static final Problem TANH = Problem.parse("tanh shape=2");

  private static Tally tally(Verdict... verdicts) {
    Tally tally = new Tally();
    List.of(verdicts).forEach(tally::add);
    return tally;
  }

  /** Of a problem whose worst element used that share of its bound, with an error of one unit. */
  private static Verdict compared(Problem problem, Outcome outcome, double share) {
    Comparison.Worst worst = new Comparison.Worst(share, 0, 1, 2, 3, 1);
    Optional<String> divergence =
        outcome == Outcome.KNOWN ? Optional.of("known-one") : Optional.empty();
    ErrorDistribution errors = ErrorDistribution.of(new TreeMap<>(Map.of(32, 5L)), 1);
    return new Verdict(
        problem,
        new Ruling(outcome, "", Optional.of(worst), divergence),
        new Verdict.Likeness(errors, Repetition.NONE, 3),
        "");
  }

  private static Verdict unsupported(String reason) {
    return Verdict.of(RELU, Outcome.UNSUPPORTED, reason);
  }

  @Test
  void outcomesAndReasonsAreCounted() {
    Tally tally =
        tally(
            compared(RELU, Outcome.PASSED, 0.5),
            compared(RELU, Outcome.PASSED, 0.25),
            compared(RELU, Outcome.KNOWN, 9),
            Verdict.of(RELU, Outcome.MISTRUSTED, "nothing but zeros"),
            unsupported("no relu"),
            unsupported("no relu"),
            unsupported("no gradient"));

    assertThat(tally.tries()).isEqualTo(7);
    assertThat(tally.outcomes())
        .isEqualTo(
            Map.of(
                Outcome.PASSED,
                2,
                Outcome.KNOWN,
                1,
                Outcome.MISTRUSTED,
                1,
                Outcome.UNSUPPORTED,
                3));
    assertThat(tally.unsupported()).isEqualTo(Map.of("no relu", 2, "no gradient", 1));
    assertThat(tally.known()).isEqualTo(Map.of("known-one", 1));
    assertThat(tally.fingerprint()).isEqualTo(9);
  }

  @Test
  void theWorstIsThatOfWhatIsNotKnownToBeWrong() {
    Tally tally =
        tally(
            compared(RELU, Outcome.PASSED, 0.5),
            compared(TANH, Outcome.PASSED, 0.75),
            compared(RELU, Outcome.PASSED, 0.75),
            compared(RELU, Outcome.KNOWN, 9),
            unsupported("no relu"));

    assertThat(tally.worst())
        .hasValueSatisfying(
            worst -> {
              assertThat(worst.problem()).isEqualTo(TANH);
              assertThat(worst.element().share()).isEqualTo(0.75);
            });
    assertThat(tally(compared(RELU, Outcome.KNOWN, 9)).worst()).isEmpty();
  }

  @Test
  void errorsAreThoseOfWhatIsNotKnownToBeWrong() {
    Tally tally =
        tally(
            compared(RELU, Outcome.PASSED, 0.5),
            compared(RELU, Outcome.FAILED, 2),
            compared(RELU, Outcome.KNOWN, 9));

    assertThat(tally.errors().total()).isEqualTo(10);
    assertThat(tally.medians().total()).isEqualTo(2);
  }

  @Test
  void secondRunsAreCountedByWhatTheLibrarySays() {
    Tally tally =
        tally(
            ranTwice(Repeatability.PROMISED, Seen.SAME_BITS),
            ranTwice(Repeatability.PROMISED, Seen.OTHER_BITS),
            ranTwice(Repeatability.PROMISED, Seen.SAME_BITS),
            ranTwice(Repeatability.DISCLAIMED, Seen.OTHER_BITS),
            ranTwice(Repeatability.DISCLAIMED, Seen.OTHER_BITS),
            ranTwice(Repeatability.UNSTATED, Seen.NOTHING));

    assertThat(tally.reruns())
        .isEqualTo(
            Map.of(
                Repeatability.PROMISED, new Reruns(3, 1),
                Repeatability.DISCLAIMED, new Reruns(2, 2)));
  }

  private static Verdict ranTwice(Repeatability declared, Seen seen) {
    return new Verdict(
        RELU,
        Ruling.of(Outcome.PASSED, ""),
        new Verdict.Likeness(new ErrorDistribution(), new Repetition(declared, seen), 0),
        "");
  }
}
