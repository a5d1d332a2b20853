package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.SampleRuns;
import dev.assay.reports.record.Timing;
import dev.assay.reports.record.TrainingBuilder;
import dev.assay.reports.record.TrainingRecord;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrainingTableTest {
  @Test
  void onlyTheFastestIsTheBest() {
    RunRecord run =
        SampleRuns.timing("id", List.of())
            .with(new BackendRecord("djl-pytorch", "DJL", null, "cpu", 2, new TreeMap<>(), null))
            .with(training("dl4j", 1))
            .with(training("djl-pytorch", 1.004));

    TrainingTable table = TrainingTable.of(run, Roofs.of(run));

    assertThat(table.backends()).containsExactly("dl4j", "djl-pytorch");
    assertThat(table.rows().get(0).cells())
        .extracting(TrainingTable.SpeedCell::best)
        .containsExactly(true, false);
    assertThat(table.rows().get(0).cells())
        .extracting(TrainingTable.SpeedCell::share)
        .as("drawn as long as each other")
        .containsExactly(100, 100);
  }

  private static TrainingRecord training(String backend, double seconds) {
    Timing timing = new Timing(seconds, seconds, seconds, List.of(List.of(seconds)));
    return new TrainingBuilder(backend, "lenet5", 8).timing(timing, 2, 1).build();
  }
}
