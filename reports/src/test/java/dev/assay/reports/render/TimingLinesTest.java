package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.SampleRuns;
import dev.assay.reports.record.Timing;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimingLinesTest {
  private static final List<List<Double>> SECONDS =
      List.of(List.of(1e-3, 1.1e-3), List.of(1e-3, 1e-3, 2e-3));

  @Test
  void everythingThatIsKnownOfATimeIsTold() {
    List<List<Double>> slowdown = List.of(List.of(1.0, 1.0), List.of(1.0, 1.0, 2.0));
    Timing timing = new Timing(1e-3, 0.9e-3, 1.1e-3, SECONDS, slowdown, true, 0.95e-3, 1.0);

    assertThat(TimingLines.of(timing))
        .containsExactly(
            "time: 1.00 ms, 95 % interval 0.900–1.10",
            "by the card's own clock, launching included: 0.950 ms, 95 % of it",
            "2 rounds, a process each, of 2, 3 iterations",
            "disturbed: 1 of 5 iterations",
            "as fast as it gets before it was timed");
  }

  @Test
  void whatIsNotKnownIsSaidOrLeftOut() {
    assertThat(TimingLines.of(new Timing(1e-3, 0.9e-3, 1.1e-3, SECONDS)))
        .containsExactly(
            "time: 1.00 ms, 95 % interval 0.900–1.10",
            "2 rounds, a process each, of 2, 3 iterations",
            "nobody looked whether iterations were disturbed",
            "nobody can tell whether it was still warming up");
    assertThat(TimingLines.of(new Timing(1e-3, 1e-3, 1e-3, SECONDS.subList(0, 1))))
        .startsWith("time: 1.00 ms", "1 round of 2 iterations");
    assertThat(TimingLines.of(null)).containsExactly("not timed");
  }

  @Test
  void trainingOnACardTellsItsMemory() {
    RunRecord run = SampleRuns.onACard();

    assertThat(HtmlReport.render(Report.of(run)))
        .contains("900 MiB, 5 GiB on the card", "arrays and workspace on the card: 5 GiB");
    assertThat(MarkdownReport.render(Report.of(run))).contains("900 MiB, 5 GiB on the card");
  }
}
