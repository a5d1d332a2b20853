package dev.assay.reference.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums of products, their inputs rounded to so many bits. */
class PrecisionClassTest {
  private static final double U = 0x1p-24;

  private static float rounded(double value, int bits) {
    int dropped = 24 - bits;
    int half = dropped == 0 ? 0 : 1 << (dropped - 1);
    return cutOff(Float.intBitsToFloat(Float.floatToRawIntBits((float) value) + half), bits);
  }

  private static float cutOff(float value, int bits) {
    int dropped = 24 - bits;
    return Float.intBitsToFloat(Float.floatToRawIntBits(value) >> dropped << dropped);
  }

  private static ErrorDistribution sums(int terms, int bits) {
    return sums(terms, factor -> rounded(factor, bits));
  }

  private static ErrorDistribution sums(int terms, UnaryOperator<Float> shortened) {
    SplittableRandom random = new SplittableRandom(terms);
    ErrorDistribution errors = new ErrorDistribution();
    for (int i = 0; i < 500; i++) {
      Gauge gauge = new Gauge();
      float actual = 0;
      for (int t = 0; t < terms; t++) {
        float a = (float) random.nextDouble(-1, 1);
        float b = (float) random.nextDouble(-1, 1);
        gauge.add(a, b);
        actual += shortened.apply(a) * shortened.apply(b);
      }
      errors.add(Math.abs(actual - gauge.value()), gauge, U);
    }
    return errors;
  }

  @ParameterizedTest
  @CsvSource({"1", "9", "64", "576", "4608"})
  void mantissaBitsAreTold(int terms) {
    assertThat(PrecisionClass.of(sums(terms, 24))).hasValue(PrecisionClass.F32);
    assertThat(PrecisionClass.of(sums(terms, 11))).hasValue(PrecisionClass.TF32);
    assertThat(PrecisionClass.of(sums(terms, 8))).hasValue(PrecisionClass.BF16);
  }

  @ParameterizedTest
  @CsvSource({"9", "64", "576", "4608"})
  void bitsThatAreCutOffAreTold(int terms) {
    assertThat(PrecisionClass.of(sums(terms, factor -> cutOff(factor, 11))))
        .hasValue(PrecisionClass.TF32);
    assertThat(PrecisionClass.of(sums(terms, factor -> cutOff(factor, 8))))
        .hasValue(PrecisionClass.BF16);
  }

  @Test
  void aDozenTimesFloat32IsApproximate() {
    assertThat(PrecisionClass.of(sums(64, 18))).hasValue(PrecisionClass.F32_APPROXIMATE);
  }

  @Test
  void fewElementsTellNothing() {
    ErrorDistribution errors = new ErrorDistribution();
    Gauge gauge = new Gauge();
    gauge.add(1, 1);
    for (int i = 0; i < 99; i++) {
      errors.add(U, gauge, U);
    }
    assertThat(PrecisionClass.of(errors)).isEmpty();
    errors.add(U, gauge, U);
    assertThat(PrecisionClass.of(errors)).hasValue(PrecisionClass.F32);
  }

  @Test
  void distributionsAddUp() {
    ErrorDistribution small = sums(9, 24);
    ErrorDistribution both = sums(9, 8);
    double largest = both.maximum();
    both.add(small);

    assertThat(both.total()).isEqualTo(1000);
    assertThat(both.maximum()).isEqualTo(largest);
    assertThat(both.median()).isBetween(small.median(), largest);
  }

  @Test
  void whatHasNoUnitIsLeftOut() {
    ErrorDistribution errors = new ErrorDistribution();
    Gauge nothing = new Gauge();
    errors.add(1, nothing, U);
    Gauge one = new Gauge();
    one.add(1, 1);
    errors.add(Double.NaN, one, U);
    assertThat(errors.total()).isZero();
    errors.add(3 * U, one, U);
    assertThat(errors.total()).isOne();
    assertThat(errors.median()).isCloseTo(3, within(0.3));
  }
}
