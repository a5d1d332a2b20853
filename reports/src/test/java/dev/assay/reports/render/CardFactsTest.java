package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.CardRecord;
import dev.assay.reports.record.CardRecord.Range;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.SampleRuns;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CardFactsTest {
  private static final RunRecord RUN = SampleRuns.onACard();

  @Test
  void theHardwareSaysHowTheCardFared() {
    assertThat(Report.of(RUN).hardware().facts())
        .contains(
            new Fact(
                "Graphics processors",
                "NVIDIA H100 80GB HBM3, 79.6 GiB, driver 570.124.06, up to 1.98 GHz, power limit"
                    + " 700 W"),
            new Fact(
                "Card 0 while timed",
                "clock 1.97 GHz (1.74–1.98), 655 W (213–700), 61.0 °C (41.0–66.0), at most 30 GiB"
                    + " of its memory, 240 readings, 31 of them idle"));
  }

  @Test
  void aClockThatWasHeldDownOrVariedMakesTimingsNoisy() {
    assertThat(Report.of(RUN).hardware().noise())
        .contains(
            "The clock of card 0 was held down in 25 of 209 readings: by its power limit in 22, by"
                + " its temperature in 3.",
            "The clock of card 0 varied from 1.74 to 1.98 GHz while it computed.");
    assertThat(HtmlReport.render(Report.of(RUN))).contains("held down in 25 of 209 readings");
    assertThat(MarkdownReport.render(Report.of(RUN))).contains("held down in 25 of 209 readings");
  }

  @Test
  void aSteadyClockIsNoNews() {
    RunRecord steady =
        SampleRuns.begun()
            .with(
                new CardRecord(
                    0,
                    9,
                    0,
                    new Range(1.95e9, 1.98e9, 1.98e9),
                    null,
                    null,
                    null,
                    0,
                    new TreeMap<>()));
    assertThat(CardFacts.noise(steady)).isEmpty();
    assertThat(CardFacts.of(steady))
        .containsExactly(
            new Fact(
                "Card 0 while timed", "clock 1.98 GHz (1.95–1.98), 9 readings, 0 of them idle"));
  }
}
