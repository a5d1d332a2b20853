package dev.assay.verify.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.OperationText;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.verify.Outcome;
import dev.assay.verify.Verifier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What it is worth to agree on special values. */
class SpecialAgreementTest {

  private static Stream<Problem> special(String operation) {
    return Drawn.of(operation, 1).first(Hunt.TRIES).filter(p -> p.fill() == Fill.SPECIAL);
  }

  private static boolean passesAny(String operation, Spoiler spoiler) {
    Fault fault = new Fault("whatever it is", operation, spoiler);
    Verifier verifier = new Verifier(new InProcess(new FaultyBackend(fault)));
    return special(operation).anyMatch(p -> verifier.verify(p).outcome() == Outcome.PASSED);
  }

  /** Most sums that hold a NaN or an infinity are NaN. */
  @Test
  void whoAnswersNanToEverythingPassesNothing() {
    Spoiler nothingButNan = Spoiler.allElements(v -> Double.NaN);
    List<String> passed =
        OperationText.names().parallelStream()
            .filter(operation -> passesAny(operation, nothingButNan))
            .toList();

    assertThat(passed).isEmpty();
  }

  /** There are finite numbers left to agree on. */
  @Test
  void whoIsRightPassesSomeOfEveryOperation() {
    List<String> mistrusted =
        OperationText.names().parallelStream()
            .filter(operation -> special(operation).findAny().isPresent())
            .filter(operation -> !passesAny(operation, Call::honest))
            .toList();

    assertThat(mistrusted).isEmpty();
  }
}
