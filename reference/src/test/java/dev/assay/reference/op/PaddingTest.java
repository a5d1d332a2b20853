package dev.assay.reference.op;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaddingTest {

  @ParameterizedTest
  @CsvSource({"1, true", "0:1, false", "2:1, false", "0, true"})
  void sidesOfAnAxis(String text, boolean symmetric) {
    assertThat(Sides.parse(text).isSymmetric()).isEqualTo(symmetric);
    assertThat(Sides.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({"1x2, true", "0:1x2, false", "1x2:0, false", "1:2x2:1, false"})
  void sidesOfAnImage(String text, boolean symmetric) {
    assertThat(Padding.parse(text).isSymmetric()).isEqualTo(symmetric);
    assertThat(Padding.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({"1x2x3, true", "0:1x2x3, false", "1x0:2x3, false", "1x2x3:0, false"})
  void sidesOfAVolume(String text, boolean symmetric) {
    assertThat(Padding3d.parse(text).isSymmetric()).isEqualTo(symmetric);
    assertThat(Padding3d.parse(text)).hasToString(text);
  }
}
