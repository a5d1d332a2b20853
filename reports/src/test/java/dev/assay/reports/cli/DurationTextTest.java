package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({"90, PT90S", "90s, PT90S", "10m, PT10M", "2h, PT2H", "1h30m, PT1H30M"})
  void isSecondsUnlessAUnitIsNamed(String text, Duration duration) {
    assertThat(DurationText.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "0h", "-1", "1.5h", "1d", "m", "1 m", "0.5s", "9999999999999999999"})
  void otherTextIsRefusedWithTheRemedy(String text) {
    assertThatThrownBy(() -> DurationText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no duration '" + text + "'; use one such as 90s, 10m or 2h");
  }
}
