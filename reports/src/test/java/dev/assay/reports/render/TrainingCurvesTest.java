package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.problem.Problem;
import dev.assay.reports.render.TrainingCurves.Curve;
import dev.assay.reports.render.TrainingCurves.Expected;
import dev.assay.reports.render.TrainingCurves.Step;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingCurvesTest {
  private static final Problem STEP =
      Problem.parse("training-step network=lenet5 n=2 until=update");

  private static final List<Expected> REFERENCE =
      List.of(new Expected(2.5, 1e-5), new Expected(2.25, 2e-5));

  /** Whose loss may be off by a half, from where the reference stood. */
  private static Step step(double loss, double judged) {
    double share = Math.abs(judged - loss) / 0.5;
    return new Step(loss, Optional.of(new Comparison.Worst(share, 1, 0, loss, judged, 0.5)));
  }

  @Test
  void lossesStandOneBelowTheOtherAndEachBackendHasItsVerdict() {
    TrainingCurves curves =
        new TrainingCurves(
            STEP,
            REFERENCE,
            List.of(
                new Curve("right", List.of(step(2.5, 2.5), step(2.3, 2.425)), ""),
                new Curve("wrong-in-the-second", List.of(step(2.5, 2.5), step(2.3, 9)), ""),
                new Curve("gone", List.of(step(2.5, 2.5)), "the process ended")));
    assertThat(curves.print(false))
        .isEqualTo(
            """
            step  reference        ±              right  wrong-in-the-second         gone
               1    2.50000  1.00e-5        2.50000 (0)          2.50000 (0)  2.50000 (0)
               2    2.25000  2.00e-5  2.30000 (+0.0500)  2.30000 (+0.0500) !            –

            right                loss from 2.50000 to 2.30000; every step right, with at most 25 % of its bound
            wrong-in-the-second  wrong in step 2: loss has 9 where 2.3 ± 0.500 is expected
            gone                 the process ended
            """);
    assertThat(curves.curves()).extracting(Curve::isWrong).containsExactly(false, true, false);
  }

  @Test
  void withoutAReferenceNothingIsJudged() {
    Step only = new Step(2.5, Optional.empty());
    TrainingCurves curves =
        new TrainingCurves(STEP, List.of(), List.of(new Curve("one", List.of(only), "")));
    assertThat(curves.print(false))
        .isEqualTo(
            """
            step      one
               1  2.50000

            one  loss from 2.50000 to 2.50000
            """);
  }
}
