package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrecisionTextTest {
  @ParameterizedTest
  @CsvSource({"2%, 0.02", "0.5 %, 0.005", "1000%, 10"})
  void isAPercentage(String text, double share) {
    assertThat(PrecisionText.parse(text).precision()).isCloseTo(share, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "0%", "-1%", "0.00%", "2 percent", "99999%", ".5%"})
  void otherTextIsRefusedWithTheRemedy(String text) {
    assertThatThrownBy(() -> PrecisionText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no precision '" + text + "'; use one such as 2% or 0.5%");
  }
}
