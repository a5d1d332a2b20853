package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.problem.Problem;
import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.render.TrainingCurves.Checkpoint;
import dev.assay.reports.render.TrainingCurves.Curve;
import dev.assay.reports.render.TrainingCurves.Expected;
import dev.assay.reports.render.TrainingCurves.Judged;
import dev.assay.reports.render.TrainingCurves.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingReportTest {
  @TempDir Path folder;

  private static final Problem STEP =
      Problem.parse("training-step network=lenet5 n=2 until=update");

  private static final List<Expected> REFERENCE =
      List.of(new Expected(2.5, 1e-5), new Expected(2.25, 2e-5));

  /** Whose loss may be off by a half, from where the reference stood. */
  private static Step step(double loss, double judged) {
    double share = Math.abs(judged - loss) / 0.5;
    return new Step(
        loss, Optional.of(new Judged(STEP, new Comparison.Worst(share, 1, 0, loss, judged, 0.5))));
  }

  private static Step step(double loss) {
    return new Step(loss, Optional.empty());
  }

  private static Checkpoint epoch(int number, double loss, double accuracy) {
    return new Checkpoint("epoch " + number, 2 * number, loss, OptionalDouble.of(accuracy));
  }

  private static String print(TrainingCurves... trainings) {
    return report(trainings).print(false);
  }

  private static TrainingReport report(TrainingCurves... trainings) {
    return new TrainingReport("lenet5", "./assay train --<b>", List.of(trainings));
  }

  @Test
  void lossesStandOneBelowTheOtherAndEachBackendHasItsVerdict() {
    TrainingCurves curves =
        new TrainingCurves(
            0.1,
            REFERENCE,
            List.of(
                new Curve("right", List.of(step(2.5, 2.5), step(2.3, 2.425)), List.of(), ""),
                new Curve(
                    "wrong-in-the-second", List.of(step(2.5, 2.5), step(2.3, 9)), List.of(), ""),
                new Curve("gone", List.of(step(2.5, 2.5)), List.of(), "the process ended")),
            2);
    assertThat(print(curves))
        .isEqualTo(
            """
            step  reference        ±              right  wrong-in-the-second         gone
               1    2.50000  1.00e-5        2.50000 (0)          2.50000 (0)  2.50000 (0)
               2    2.25000  2.00e-5  2.30000 (+0.0500)  2.30000 (+0.0500) !            –

            Verified: every step, each by itself, from where the reference stood. All losses of backends are those of their own ways.
            """);
    assertThat(curves.curves()).extracting(Curve::isWrong).containsExactly(false, true, false);
    assertThat(curves.curves())
        .extracting(Curve::verdict)
        .containsExactly(
            "loss from 2.50000 to 2.30000; every step right, with at most 25 % of its bound",
            "wrong in step 2: loss has 9 where 2.3 ± 0.500 is expected", "the process ended");
  }

  @Test
  void withoutAReferenceNothingIsJudged() {
    Curve one = new Curve("one", List.of(step(2.5)), List.of(), "");
    assertThat(one.verdict()).isEqualTo("loss from 2.50000 to 2.50000");
    assertThat(print(new TrainingCurves(0.1, List.of(), List.of(one), 1)))
        .isEqualTo(
            """
            step      one
               1  2.50000

            Nothing was verified: all numbers are the backends' own.
            """);
  }

  /** Of hundreds of steps only those of the reference have a row, and what came of them. */
  @Test
  void epochsOfSeveralLearningRatesStandBesideEachOther() {
    List<Step> steps = List.of(step(2.5, 2.5), step(2.25, 2.25), step(2), step(1));
    Curve learning =
        new Curve("one", steps, List.of(epoch(1, 2.375, 0.25), epoch(2, 1.5, 0.625)), "");
    Curve gone = new Curve("two", steps.subList(0, 1), List.of(), "the process ended");
    assertThat(learning.verdict())
        .isEqualTo(
            "loss from 2.50000 to 1.50000; right in the first 2 steps, with at most 0 of its bound");
    Curve lame = new Curve("one", steps, List.of(epoch(1, 2.5, 0.1), epoch(2, 2.25, 0.125)), "");
    assertThat(
            print(
                new TrainingCurves(0.1, REFERENCE, List.of(learning, gone), 0),
                new TrainingCurves(0.01, REFERENCE, List.of(lame, gone), 0)))
        .isEqualTo(
            """
            learning rate 0.1
               step  reference        ±              one          two
                  1    2.50000  1.00e-5      2.50000 (0)  2.50000 (0)
                  2    2.25000  2.00e-5      2.25000 (0)            –
            epoch 1          –        –  2.37500, 25.0 %            –
            epoch 2          –        –  1.50000, 62.5 %            –

            learning rate 0.01
               step  reference        ±              one          two
                  1    2.50000  1.00e-5      2.50000 (0)  2.50000 (0)
                  2    2.25000  2.00e-5      2.25000 (0)            –
            epoch 1          –        –  2.50000, 10.0 %            –
            epoch 2          –        –  2.25000, 12.5 %            –

            learning rate              0.1             0.01
            one            1.50000, 62.5 %  2.25000, 12.5 %
            two                          –                –

            Verified: the first 2 steps, each by itself, from where the reference stood. All losses and accuracies of backends are those of their own ways.
            """);
  }

  @Test
  void thePageShowsHowFarAllHaveCome() throws IOException {
    Curve begun = new Curve("begun", List.of(), List.of(), "not finished");
    Curve done = new Curve("done", List.of(step(2.5, 2.5), step(1)), List.of(epoch(1, 2, 0.5)), "");
    String page =
        Files.readString(
            report(new TrainingCurves(0.1, REFERENCE, List.of(done, begun), 0))
                .write(new OutputFolder(folder)));
    assertThat(page)
        .contains("data-backends=\"[&quot;done&quot;,&quot;begun&quot;]\"", "--&lt;b&gt;")
        .contains(">done</th><td class=\"number\">2</td><td class=\"number\">2.50000</td>")
        .contains(">50.0 %</td>", "right in the first step", "not finished")
        .contains("&quot;points&quot;:[[2.0,50.0]]", "echarts.init");
  }

  @Test
  void aLongTrainingIsDrawnAsMeansAndWhatIsNotFiniteIsNotDrawn() {
    List<Step> steps = new ArrayList<>(Collections.nCopies(2500, step(2)));
    steps.set(0, step(5));
    steps.set(2499, step(Double.NaN));
    Curve curve = new Curve("one", steps, List.of(), "");
    TrainingChart chart = report(new TrainingCurves(0.1, REFERENCE, List.of(curve), 0)).losses();
    assertThat(chart.stretch()).isEqualTo(3);
    assertThat(chart.lines())
        .extracting(TrainingChart.Line::name)
        .containsExactly("reference", "one");
    List<double[]> points = chart.lines().get(1).points();
    assertThat(points).hasSize(833);
    assertThat(points.get(0)).containsExactly(3, 3);
    assertThat(points.get(832)).containsExactly(2499, 2);
  }
}
