package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void measuredHasThreeSignificantDigits() {
    assertThat(Numbers.measured(0.0012345)).isEqualTo("0.00123");
    assertThat(Numbers.measured(1.2345)).isEqualTo("1.23");
    assertThat(Numbers.measured(1.5)).isEqualTo("1.50");
    assertThat(Numbers.measured(9.994)).isEqualTo("9.99");
    assertThat(Numbers.measured(9.996)).isEqualTo("10.0");
    assertThat(Numbers.measured(99.96)).isEqualTo("100");
    assertThat(Numbers.measured(-0.09996)).isEqualTo("-0.100");
    assertThat(Numbers.measured(123.45)).isEqualTo("123");
    assertThat(Numbers.measured(-4567)).isEqualTo("-4\u202f570");
    assertThat(Numbers.measured(2_246_475)).isEqualTo("2\u202f250\u202f000");
    assertThat(Numbers.measured(999.6)).isEqualTo("1\u202f000");
    assertThat(Numbers.measured(1.2e-7)).isEqualTo("1.20e-7");
    assertThat(Numbers.measured(-8.304e8)).isEqualTo("-8.30e8");
    assertThat(Numbers.measured(1e-10)).isEqualTo("1.00e-10");
    assertThat(Numbers.measured(0)).isEqualTo("0");
    assertThat(Numbers.measured(Double.NaN)).isEqualTo("NaN");
  }

  @Test
  void intervalsAndRatios() {
    assertThat(Numbers.interval(1.2345, 99.96)).isEqualTo("1.23–100");
    assertThat(Numbers.interval(0.0012345, 0.2, Numbers::milliseconds)).isEqualTo("1.23–200");
    assertThat(Numbers.inBrackets(1, 2, Numbers::measured)).isEqualTo(" (1.00–2.00)");
    assertThat(Numbers.named(1, 2, Numbers::ratio)).isEqualTo(", 95 % interval 1.000–2.000");
    assertThat(Numbers.times(1.2345)).isEqualTo("1.23×");
    assertThat(Numbers.ratio(1.2345)).isEqualTo("1.235");
    assertThat(Numbers.fixed(1814.07, 1)).isEqualTo("1\u202f814.1");
  }

  /** A single round has none. */
  @Test
  void anIntervalThatThereIsNotIsNotPrinted() {
    assertThat(Numbers.interval(2, 2)).isEmpty();
    assertThat(Numbers.inBrackets(2, 2, Numbers::measured)).isEmpty();
    assertThat(Numbers.named(2, 2, Numbers::measured)).isEmpty();
  }

  @Test
  void changesAreToldAsPartsWhileTheyAreSmall() {
    assertThat(Numbers.change(1.052)).isEqualTo("5.2 % slower");
    assertThat(Numbers.change(0.88)).isEqualTo("12 % faster");
    assertThat(Numbers.change(1.994)).isEqualTo("99 % slower");
    assertThat(Numbers.change(78.94)).isEqualTo("78.9 times as slow");
    assertThat(Numbers.change(0.4)).isEqualTo("2.50 times as fast");
  }

  @Test
  void shareTellsRightFromWrong() {
    assertThat(Numbers.share(null)).isEqualTo("–");
    assertThat(Numbers.share(0.0)).isEqualTo("0");
    assertThat(Numbers.share(0.001)).isEqualTo("<1 %");
    assertThat(Numbers.share(0.314)).isEqualTo("31 %");
    assertThat(Numbers.share(1.0)).isEqualTo("100 %");
    assertThat(Numbers.share(1.004)).isEqualTo("1.00×");
    assertThat(Numbers.share(Double.POSITIVE_INFINITY)).isEqualTo("∞");
    assertThat(Numbers.share(Double.NaN)).isEqualTo("∞");
  }

  @Test
  void elementsKeepAllDigitsOfAFloatAndTheSignOfZero() {
    assertThat(Numbers.element(0.1f)).isEqualTo("0.100000001");
    assertThat(Numbers.element(16777215)).isEqualTo("16777215");
    assertThat(Numbers.element(-0.0)).isEqualTo("-0");
    assertThat(Numbers.element(-1.5e-20)).isEqualTo("-1.5e-20");
    assertThat(Numbers.element(3e20)).isEqualTo("3e20");
    assertThat(Numbers.element(Double.NEGATIVE_INFINITY)).isEqualTo("-∞");
  }

  @Test
  void durationsAndBytes() {
    assertThat(Numbers.duration(Duration.ofSeconds(59))).isEqualTo("59 s");
    assertThat(Numbers.duration(Duration.ofSeconds(823))).isEqualTo("13 min 43 s");
    assertThat(Numbers.duration(Duration.ofMinutes(121))).isEqualTo("2 h 1 min");
    assertThat(Numbers.bytes(512)).isEqualTo("512 B");
    assertThat(Numbers.bytes(32 << 10)).isEqualTo("32 KiB");
    assertThat(Numbers.bytes(25_276_502_016L)).isEqualTo("23.5 GiB");
  }
}
