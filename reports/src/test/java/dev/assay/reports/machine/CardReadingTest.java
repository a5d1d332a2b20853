package dev.assay.reports.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.CardRecord;
import dev.assay.reports.record.CardRecord.Range;
import dev.assay.reports.record.ClockReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CardReadingTest {
  private static CardRecord summary(String... lines) {
    List<CardReading> readings =
        Stream.of(lines).map(CardReading::parse).flatMap(Optional::stream).toList();
    return CardReading.summary(0, readings);
  }

  @Test
  void whatTheCardSaysWhileItIdlesDoesNotCount() {
    CardRecord card =
        summary(
            "0, 345, 68.10, 31, 4, 0x0000000000000001",
            "0, 1980, 650.00, 55, 20480, 0x0000000000000000",
            "0, 1755, 699.50, 61, 20480, 0x0000000000000004",
            "0, 1740, 699.90, 63, 30720, 0x0000000000000024");

    assertThat(card.readings()).isEqualTo(4);
    assertThat(card.idle()).isEqualTo(1);
    assertThat(card.clockHertz()).isEqualTo(new Range(1.74e9, 1.755e9, 1.98e9));
    assertThat(card.powerWatts()).isEqualTo(new Range(650, 699.5, 699.9));
    assertThat(card.temperatureCelsius()).isEqualTo(new Range(55, 61, 63));
    assertThat(card.memoryBytes()).isEqualTo(30L << 30);
    assertThat(card.heldDown()).isEqualTo(2);
    assertThat(card.reasons()).isEqualTo(Map.of(ClockReason.POWER_CAP, 2, ClockReason.THERMAL, 1));
  }

  @Test
  void whatTheCardDoesNotTellIsAbsent() {
    CardRecord card =
        summary("0, 1410, [N/A], [Not Supported], [Unknown Error], [N/A]", "something else");
    assertThat(card)
        .isEqualTo(
            new CardRecord(
                0, 1, 0, new Range(1.41e9, 1.41e9, 1.41e9), null, null, null, 0, card.reasons()));
    assertThat(card.reasons()).isEmpty();
  }

  @Test
  void aCardThatOnlyIdledHasNoClock() {
    assertThat(summary("0, 345, 68.10, 31, 4, 0x0000000000000001").clockHertz()).isNull();
  }
}
