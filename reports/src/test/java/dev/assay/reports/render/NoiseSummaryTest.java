package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.NoiseRecord;
import dev.assay.reports.record.NoiseRecord.Deviation;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoiseSummaryTest {
  @Test
  void theMedianOfTwoIsBetweenThem() {
    NoiseRecord noise =
        new NoiseRecord(
            "dl4j",
            Instant.EPOCH,
            8,
            List.of(
                new Deviation("total", "layers", "id", 0.25, 3, 0.012),
                new Deviation("family", "relu forward", "id", 0.25, 3, 0.04),
                new Deviation("family", "conv2d forward", "id", 0.25, 3, 0.02)));

    assertThat(NoiseSummary.render(List.of(noise), false))
        .containsPattern("dl4j +8 +1\\.2 % +2\\.0 %–4\\.0 %, median 3\\.0 % +–");
  }
}
