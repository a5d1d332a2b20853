package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.reports.recommend.Recommendation;
import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.SampleRuns;
import dev.assay.reports.record.Timing;
import dev.assay.reports.record.WholeNetworkBuilder;
import dev.assay.reports.record.WholeNetworkRecord;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WholeNetworkTableTest {
  @Test
  void whoeverTheAnswerNamesIsTheBest() {
    RunRecord run =
        SampleRuns.timing("id", List.of())
            .with(new BackendRecord("djl-pytorch", "DJL", null, "cpu", 2, new TreeMap<>(), null))
            .with(new BackendRecord("libtorch", "C++", null, "cpu", 2, new TreeMap<>(), null))
            .with(training("dl4j", 1))
            .with(training("djl-pytorch", 1.004))
            .with(training("libtorch", 2));

    WholeNetworkTable table = table(run);

    assertThat(table.backends()).containsExactly("dl4j", "djl-pytorch", "libtorch");
    assertThat(table.rows().get(0).cells())
        .extracting(WholeNetworkTable.SpeedCell::best)
        .as("of a tie both")
        .containsExactly(true, true, false);
    assertThat(table.rows().get(0).cells())
        .extracting(WholeNetworkTable.SpeedCell::share)
        .as("drawn as long as each other")
        .containsExactly(100, 100, 50);
  }

  private static WholeNetworkTable table(RunRecord run) {
    return WholeNetworkTable.of(run, Roofs.of(run), Recommendation.all(run));
  }

  @Test
  void whatReturnsBeforeTheCardIsDoneIsNotTheFastest() {
    Timing early = new Timing(0.1, 0.1, 0.1, List.of(List.of(0.1)), null, null, 1.0, null);
    RunRecord run =
        SampleRuns.timing("id", List.of())
            .with(new BackendRecord("djl-pytorch", "DJL", null, "cpu", 2, new TreeMap<>(), null))
            .with(training("dl4j", 1))
            .with(new WholeNetworkBuilder("djl-pytorch", "lenet5", 8).timing(early, 2, 1).build());

    assertThat(table(run).rows().get(0).cells())
        .extracting(
            WholeNetworkTable.SpeedCell::best,
            WholeNetworkTable.SpeedCell::share,
            WholeNetworkTable.SpeedCell::remark)
        .containsExactly(
            tuple(true, 100, ""), tuple(false, 0, "returned before the card was done"));
  }

  @Test
  void aPassThatNobodyKnowsIsNoWholeStep() {
    assertThatThrownBy(() -> new WholeNetworkBuilder("dl4j", "lenet5", 8).until("weights").build())
        .hasMessageContaining("must be one of [inference, loss, gradients, update]");
  }

  @Test
  void aNetworkInUseMakesNoSteps() {
    Timing timing = new Timing(1, 1, 1, List.of(List.of(1.0)));
    for (String until : List.of("inference", "loss", "update")) {
      WholeNetworkRecord record =
          new WholeNetworkBuilder("dl4j", "lenet5", 8).until(until).timing(timing, 2, 1).build();
      RunRecord run = SampleRuns.timing("id", List.of()).with(record);
      String first = until.equals("inference") ? "first pass" : "first step";
      assertThat(table(run).rows().get(0).cells().get(0).details().text())
          .contains(first + ": 2.00 s");
    }
  }

  @Test
  void eachNetworkIsWhatItSaysItIs() {
    RunRecord run = SampleRuns.timing("id", List.of());
    for (int batch : List.of(1, 8)) {
      run =
          run.with(new WholeNetworkBuilder("dl4j", "vgg16", batch).build())
              .with(new WholeNetworkBuilder("dl4j", "no-longer-known", batch).build());
    }

    assertThat(table(run).networks())
        .containsExactly(
            new Fact(
                "vgg16",
                "Simonyan & Zisserman 2015, configuration D, without dropout; 138\u202f357\u202f544"
                    + " parameters"));
    assertThat(HtmlReport.render(Report.of(SampleRuns.complete())))
        .contains("<li>resnet18: He et al. 2016 ", "; at size 64x64 it learns ");
    assertThat(MarkdownReport.render(Report.of(run)))
        .contains("- vgg16: Simonyan & Zisserman 2015,");
  }

  private static WholeNetworkRecord training(String backend, double seconds) {
    Timing timing = new Timing(seconds, seconds, seconds, List.of(List.of(seconds)));
    return new WholeNetworkBuilder(backend, "lenet5", 8).timing(timing, 2, 1).build();
  }
}
