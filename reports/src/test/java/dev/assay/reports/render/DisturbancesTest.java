package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.MeasurementBuilder;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.SampleRuns;
import dev.assay.reports.record.Timing;
import dev.assay.reports.record.WholeNetworkBuilder;
import dev.assay.reports.record.WholeNetworkRecord;
import dev.assay.verify.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DisturbancesTest {
  @Test
  void aRemarkSaysWhatIsMoreThanAFew() {
    assertThat(Disturbances.remark(timing(0, true))).isEmpty();
    assertThat(Disturbances.remark(timing(1, null))).isEmpty();
    assertThat(Disturbances.remark(timing(2, true))).isEqualTo("2 of 10 iterations disturbed");
    assertThat(Disturbances.remark(timing(0, false))).isEqualTo("still warming up");
    assertThat(Disturbances.remark(timing(5, false)))
        .isEqualTo("5 of 10 iterations disturbed, still warming up");
    assertThat(Disturbances.remark(null)).isEmpty();
  }

  @Test
  void ofANetworkItSaysWhatNobodyCanTell() {
    assertThat(Disturbances.ofNetwork(network(timing(0, null))))
        .isEqualTo("too slow to tell whether it had warmed up");
    assertThat(Disturbances.ofNetwork(network(timing(0, true)))).isEmpty();
    assertThat(Disturbances.ofNetwork(network(timing(2, false))))
        .isEqualTo("2 of 10 iterations disturbed, still warming up");
  }

  private static WholeNetworkRecord network(Timing timing) {
    return new WholeNetworkBuilder("dl4j", "vgg16", 2).timing(timing, 1, 1).build();
  }

  @Test
  void theRunSaysWhichShareOfItsIterationsWasDisturbed() {
    RunRecord run =
        SampleRuns.begun()
            .with(measurement("one", timing(0, true)))
            .with(measurement("two", timing(3, true)));
    assertThat(Disturbances.sentence(run).orElseThrow())
        .startsWith("15.0 % of 20 timed iterations were disturbed: the machine was more than 10 %");
    assertThat(Report.of(run).hardware().noise()).last().asString().startsWith("15.0 % of 20");
  }

  @Test
  void nothingIsSaidWhereNobodyLooked() {
    RunRecord run =
        SampleRuns.begun().with(measurement("one", new Timing(1, 1, 1, List.of(List.of(1.0)))));
    assertThat(Disturbances.sentence(run)).isEmpty();
  }

  @Test
  void remarksStandBesideTheNumbers() {
    RunRecord run = SampleRuns.begun().with(measurement("one", timing(4, true)));
    assertThat(HtmlReport.render(Report.of(run)))
        .contains("<small>4 of 10 iterations disturbed</small>");
    assertThat(MarkdownReport.render(Report.of(run)))
        .contains("1.00 (4 of 10 iterations disturbed)");
  }

  @Test
  void missingRoundsAreSaidBesideTheNumbers() {
    String why = "later rounds are missing: no card";
    RunRecord run =
        SampleRuns.timing("id", List.of())
            .with(new MeasurementBuilder(measurement("one", timing(0, true))).message(why).build())
            .with(
                new WholeNetworkBuilder("dl4j", "lenet5", 8)
                    .timing(timing(0, true), 1, 1)
                    .outcome(Outcome.PASSED, why)
                    .build());
    assertThat(HtmlReport.render(Report.of(run))).contains("<small>" + why + "</small>");
    assertThat(MarkdownReport.render(Report.of(run)))
        .containsSubsequence(", " + why, " (" + why + ")");
  }

  @Test
  void trainingThatCrashedInALaterRoundHasNoSpeed() {
    RunRecord run =
        SampleRuns.timing("id", List.of())
            .with(
                new WholeNetworkBuilder("dl4j", "lenet5", 8)
                    .timing(timing(0, true), 1, 1)
                    .outcome(Outcome.CRASHED, "out of memory while it was timed")
                    .build());
    assertThat(MarkdownReport.render(Report.of(run)))
        .contains("| lenet5 | 8 | whole step | out of memory while it was timed |");
  }

  private static Timing timing(int disturbed, @Nullable Boolean steady) {
    List<Double> slowdown =
        Stream.concat(
                Collections.nCopies(disturbed, 1.5).stream(),
                Collections.nCopies(10 - disturbed, 1.0).stream())
            .toList();
    return new Timing(
        1, 1, 1, List.of(Collections.nCopies(10, 1.0)), List.of(slowdown), steady, null, null);
  }

  private static MeasurementRecord measurement(String layer, Timing timing) {
    return new MeasurementBuilder("dl4j", "conv2d " + layer)
        .layer("net", layer, 1)
        .timing(timing)
        .build();
  }
}
