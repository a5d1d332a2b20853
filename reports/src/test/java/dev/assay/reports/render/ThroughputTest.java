package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.reports.record.MeasurementBuilder;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.SampleRuns;
import dev.assay.reports.record.Timing;
import dev.assay.reports.render.Throughput.Bar;
import dev.assay.reports.render.Throughput.Network;
import dev.assay.reports.render.Throughput.Panel;
import dev.assay.reports.render.Throughput.TotalOfBackend;
import dev.assay.verify.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThroughputTest {
  private static final double SECOND = 1;

  @Test
  void layersThatComputeMuchAndLayersThatMoveMuchGetChartsOfTheirOwn() {
    List<Panel> panels = throughput(SampleRuns.complete()).networks().get(1).panels();
    assertThat(panels)
        .extracting(panel -> panel.direction() + " " + panel.metric().unit())
        .containsExactly("forward GFLOP/s", "backward GFLOP/s", "forward GB/s", "backward GB/s");
    assertThat(panels.get(0).layers()).hasSize(9).allMatch(layer -> layer.contains("conv"));
    assertThat(panels.get(3).layers()).contains("block1_pool", "block1_relu1", "fc1");
  }

  @Test
  void aWrongOrMissingResultHasALetterInPlaceOfItsBar() {
    RunRecord run =
        SampleRuns.begun()
            .with(measurement("a", "one", Outcome.PASSED))
            .with(measurement("b", "one", Outcome.FAILED));
    List<Bar> bars = network(run).panels().get(0).rows().get(0).bars();
    assertThat(bars)
        .containsExactly(new Bar(100.0, 50.0, 200.0, "", "", "speed-0"), Bar.none("F", "speed-1"));
    assertThat(bars).extracting(Bar::text).containsExactly("100 (50.0–200)", "F");
    assertThat(new Bar(2.0, 2.0, 2.0, "", "", "").text()).as("of one round").isEqualTo("2.00");
    assertThat(new Bar(2.0, 2.0, 2.0, "", "73 % of roof", "").text())
        .isEqualTo("2.00 (73 % of roof)");
  }

  @Test
  void theQuickestRightResultIsTheBestInEverything() {
    RunRecord run =
        SampleRuns.begun()
            .with(measurement("a", "one", Outcome.PASSED, 5 * SECOND))
            .with(measurement("b", "one", Outcome.PASSED, SECOND))
            .with(measurement("c", "one", Outcome.FAILED, SECOND / 2));
    var results = network(run).problems().get(0).results();
    assertThat(results.get(0).values()).hasSize(3).noneMatch(v -> v.best());
    assertThat(results.get(1).values())
        .allMatch(v -> v.best())
        .extracting(v -> v.text())
        .containsExactly("1\u202f000", "100", "1.00");
    assertThat(results.get(2).values()).hasSize(3).noneMatch(v -> v.best());
  }

  /** Intervals reach from half to twice the time. */
  @Test
  void whoMightAsWellBeTheQuickestIsTheBestToo() {
    RunRecord run =
        SampleRuns.begun()
            .with(measurement("a", "one", Outcome.PASSED, 3 * SECOND))
            .with(measurement("b", "one", Outcome.PASSED, SECOND))
            .with(measurement("c", "one", Outcome.PASSED, 5 * SECOND));
    assertThat(network(run).problems().get(0).results())
        .extracting(result -> result.values().get(0).best())
        .containsExactly(true, true, false);
    assertThat(network(run).totals().get(0).backends())
        .extracting(TotalOfBackend::interval, TotalOfBackend::best)
        .containsExactly(
            tuple("4\u202f500–18\u202f000", true),
            tuple("1\u202f500–6\u202f000", true),
            tuple("7\u202f500–30\u202f000", false));
  }

  @Test
  void aNetworksTotalCountsEachLayerAsOftenAsItOccursAndOnlyIfAllAreVerified() {
    RunRecord run =
        SampleRuns.begun()
            .with(measurement("a", "one", Outcome.PASSED))
            .with(measurement("a", "two", Outcome.PASSED))
            .with(measurement("b", "one", Outcome.PASSED))
            .with(measurement("b", "two", Outcome.FAILED));
    assertThat(network(run).totals().get(0).backends())
        .extracting(total -> total.backend() + " " + total.text() + " " + total.best())
        .containsExactly("a 6\u202f000 true", "b 1 of 2 layers false");
  }

  @Test
  void aTimeOfABackendThatReturnsEarlyIsNeitherBestNorPartOfATotal() {
    RunRecord run =
        SampleRuns.begun()
            .with(measurement("a", "one", Outcome.PASSED))
            .with(
                new MeasurementBuilder(measurement("b", "one", Outcome.PASSED))
                    .timing(new Timing(0.1, 0.1, 0.1, List.of(), null, null, SECOND, null))
                    .build());
    var results = network(run).problems().get(0).results();
    assertThat(results.get(0).values()).hasSize(3).allMatch(v -> v.best());
    assertThat(results.get(1).values()).hasSize(3).noneMatch(v -> v.best());
    assertThat(network(run).totals().get(0).backends())
        .extracting(total -> total.backend() + " " + total.text() + " " + total.best())
        .containsExactly("a 3\u202f000 true", "b 0 of 1 layers false");
  }

  /** As merging runs of several batch sizes gives them. */
  @Test
  void batchSizesDoNotAddUp() {
    RunRecord run = SampleRuns.begun();
    for (int batch : List.of(2, 8)) {
      run =
          run.with(
              new MeasurementBuilder("a", "conv2d forward n=" + batch + " c=3")
                  .layer("net", "one", 1)
                  .batch(batch)
                  .seconds(SECOND * batch)
                  .build());
    }
    assertThat(throughput(run).networks())
        .extracting(Network::name, Network::anchor, net -> net.totals().get(0).backends())
        .containsExactly(
            tuple(
                "net, batches of 2",
                "layers-net-2",
                List.of(new TotalOfBackend("a", "2\u202f000", "", true, true))),
            tuple(
                "net, batches of 8",
                "layers-net-8",
                List.of(new TotalOfBackend("a", "8\u202f000", "", true, true))));
  }

  /** And how it is tried again. */
  @Test
  void detailsSayHowMuchWasComparedAndByWhichLaw() {
    assertThat(details(7, 7, null).text()).contains("\ncompared: all 7 elements\n");
    assertThat(details(512, 9999, null).text())
        .contains("512 of 9\u202f999 elements, a random sample; no law could be tried on all of");
    Details both = details(512, 9999, "channel-checksum");
    assertThat(both.text()).contains("all of them together by the law channel-checksum\n");
    assertThat(both.commands())
        .extracting(Fact::value)
        .containsExactly(
            "./assay replay --backend a \"conv2d one\"",
            "./assay replay --backend a --law channel-checksum \"conv2d one\"");
  }

  private static Details details(long compared, long elements, @Nullable String law) {
    MeasurementRecord measurement =
        new MeasurementBuilder(measurement("a", "one", Outcome.PASSED))
            .compared(compared, elements, law)
            .build();
    return network(SampleRuns.begun().with(measurement))
        .problems()
        .get(0)
        .results()
        .get(0)
        .details();
  }

  private static Network network(RunRecord run) {
    return throughput(run).networks().get(0);
  }

  private static Throughput throughput(RunRecord run) {
    return Throughput.of(run, Roofs.of(run));
  }

  private static MeasurementRecord measurement(String backend, String layer, Outcome outcome) {
    return measurement(backend, layer, outcome, SECOND);
  }

  private static MeasurementRecord measurement(
      String backend, String layer, Outcome outcome, double seconds) {
    return new MeasurementBuilder(backend, "conv2d " + layer)
        .layer("net", layer, 3)
        .outcome(outcome)
        .timing(new Timing(seconds, seconds / 2, seconds * 2, List.of()))
        .work(100e9, 1e9)
        .build();
  }
}
