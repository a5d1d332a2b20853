package dev.assay.reference.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.assay.reference.init.RandomBits;
import dev.assay.reference.tensor.DataType;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ErrorBoundTest {

  private static final double U = 0x1p-24;
  private static final double TINY = Float.MIN_NORMAL;

  private static Gauge sumOf(int terms, double each) {
    Gauge gauge = new Gauge();
    for (int i = 0; i < terms; i++) {
      gauge.add(i % 2 == 0 ? each : -each);
    }
    return gauge;
  }

  private static double rounded(Gauge gauge) {
    return ErrorBound.ROUNDED_SUMS.of(gauge, DataType.F32, ProductPrecision.F32);
  }

  private static double exact(Gauge gauge) {
    return ErrorBound.EXACT_SUMS.of(gauge, DataType.F32, ProductPrecision.F32);
  }

  /** γ_K up to K = 64 = λ², from there on λ√K. */
  @Test
  void theSmallerOfBothBoundsHolds() {
    assertThat(rounded(sumOf(1, 3))).isCloseTo(3 * U, withinPercentage(1e-3));
    assertThat(rounded(sumOf(10, 3))).isCloseTo(10 * U * 30, withinPercentage(1e-3));
    assertThat(rounded(sumOf(64, 3))).isCloseTo(64 * U * 192, withinPercentage(1e-3));
    assertThat(rounded(sumOf(6400, 3))).isCloseTo(8 * 80 * U * 19200, withinPercentage(1e-3));
  }

  /** Where K·u reaches 1, γ_K is no longer a number. */
  @Test
  void longSumsHaveAPositiveBound() {
    Gauge gauge = new Gauge();
    gauge.set(0, 1, 1 << 25);

    assertThat(rounded(gauge)).isCloseTo(8 * Math.sqrt(1 << 25) * U, withinPercentage(1e-3));
  }

  /** What is lost beside a long sum counts relative to the sum, not to its terms. */
  @Test
  void longSumsOfOneSignStagnate() {
    Gauge gauge = new Gauge();
    gauge.set(-2, 5, 1 << 20);

    assertThat(rounded(gauge))
        .isCloseTo(8 * (1 << 10) * U * 5 + Math.pow(0x1p-4, 1.5) / 4 * 2, withinPercentage(1e-3));
  }

  /** One large square among ten thousand is a sum of one: all others are lost beside it. */
  @Test
  void sumsOfFewLargeTermsAreBiased() {
    assertThat(ErrorBound.ofSum(10_000, 0, 0, 20_000, 10_000 * 5.0)).isEqualTo(8 * 100);
    assertThat(ErrorBound.ofSum(10_000, 0, 0, 20_000, 10_000 * 41.0)).isEqualTo(10_000);
  }

  @Test
  void exactSumsAllowNoError() {
    assertThat(exact(sumOf(1000, 3))).isZero();
    assertThat(exact(sumOf(0, 0))).isZero();
    assertThat(rounded(sumOf(0, 0))).isZero();
  }

  @Test
  void whatIsSelectedAllowsNoError() {
    Gauge gauge = new Gauge();
    gauge.select(0.3);

    assertThat(exact(gauge)).isZero();
    assertThat(rounded(gauge)).isZero();
  }

  /** A division after an exact sum rounds even integers. */
  @Test
  void roundingsOutsideTheSumRemain() {
    Gauge gauge = new Gauge();
    gauge.set(0, 0, 2);
    for (int i = 0; i < 9; i++) {
      gauge.add(1 / 9.0);
    }

    assertThat(exact(gauge)).isCloseTo(2 * U, withinPercentage(1e-3));
    assertThat(rounded(gauge)).isCloseTo(11 * U, withinPercentage(1e-3));
  }

  @Test
  void inheritedErrorsAreAdded() {
    Gauge gauge = new Gauge();
    gauge.set(1, 1, 3);
    gauge.inherit(40);
    gauge.inherit(2);

    assertThat(exact(gauge)).isCloseTo(45 * U, withinPercentage(1e-3));
    assertThat(rounded(gauge)).isCloseTo(45 * U, withinPercentage(1e-3));
    gauge.reset();
    assertThat(gauge.inherited()).isZero();
    gauge.inherit(3);
    assertThat(exact(gauge)).isEqualTo(3 * U);
  }

  /** As those of a mean of squares of few integers, each divided first: equal ones, alike. */
  @Test
  void whatRoundsBesideExactSumsMayGoOneWay() {
    Gauge gauge = new Gauge();
    gauge.set(1, 1, 100_000);

    assertThat(exact(gauge)).isCloseTo(100_000 * U / (1 - 100_000 * U), withinPercentage(1e-3));
    assertThat(rounded(gauge)).isLessThan(10_000 * U);
  }

  /** Results below the smallest normal number may be flushed to zero. */
  @Test
  void tinyResultsMayVanish() {
    assertThat(rounded(sumOf(1, 1e-45))).isGreaterThanOrEqualTo(TINY);
  }

  @Test
  void productsInOneGoAreTheProductsOneByOne() {
    double[] a = {1, -2, 3, -4, 5, -6, 7};
    double[] b = {2, 3, 5, 7, 11, 13, 17};
    Gauge one = new Gauge();
    for (int i = 0; i < 3; i++) {
      one.add(a[1 + 2 * i], b[i]);
    }
    Gauge all = new Gauge();
    all.addProducts(a, 1, 2, b, 0, 1, 3);
    all.addProducts(a, 99, 1, b, 99, 1, -1);

    assertThat(all.value()).isEqualTo(one.value()).isEqualTo(-2 * 2 - 4 * 3 - 6 * 5);
    assertThat(all.magnitude()).isEqualTo(one.magnitude()).isEqualTo(46);
    assertThat(all.terms()).isEqualTo(one.terms()).isEqualTo(3);
    assertThat(one.products()).isZero();
    assertThat(all.products()).isEqualTo(46);
  }

  /** (1 + 2⁻¹⁰)² − 1 and (1 + 2⁻⁷)² − 1 of the products; nothing of what is no product. */
  @Test
  void roundedFactorsAreOffTogether() {
    double[] factors = new double[100];
    Arrays.fill(factors, 3);
    Gauge gauge = new Gauge();
    gauge.addProducts(factors, 0, 1, factors, 0, 1, 100);
    gauge.add(-1000);
    double float32 = rounded(gauge);

    assertThat(ErrorBound.ROUNDED_SUMS.of(gauge, DataType.F32, ProductPrecision.TF32) - float32)
        .isCloseTo(900 * (0x1p-9 + 0x1p-20), withinPercentage(0.1));
    assertThat(ErrorBound.BIASED_SUMS.of(gauge, DataType.F32, ProductPrecision.BF16) - float32)
        .isCloseTo(900 * (0x1p-6 + 0x1p-14), withinPercentage(0.1));
    assertThat(ErrorBound.EXACT_SUMS.of(gauge, DataType.F32, ProductPrecision.BF16)).isZero();

    gauge.scale(-0.5);
    assertThat(gauge.products()).isEqualTo(450);
    gauge.set(1, 1, 1);
    assertThat(gauge.products()).isZero();
    assertThat(ErrorBound.ROUNDED_SUMS.of(gauge, DataType.F32, ProductPrecision.TF32))
        .isEqualTo(rounded(gauge));
  }

  /** A sum of 2²⁰ products: what its factors may have added to it is rounded and lost with it. */
  @Test
  void sumsOfRoundedFactorsAreLarger() {
    Gauge gauge = new Gauge();
    gauge.sum(-2, 5, 5, 1 << 20);
    double ofFactors = 5 * (0x1p-6 + 0x1p-14);

    assertThat(ErrorBound.ROUNDED_SUMS.of(gauge, DataType.F32, ProductPrecision.BF16))
        .isCloseTo(
            ofFactors + 0x1p-11 * (5 + ofFactors) + 0x1p-8 * (2 + ofFactors),
            withinPercentage(1e-3));
  }

  /** √9 roundings of 2, and the inherited. */
  @Test
  void deviationsGoWithTheRootOfRoundings() {
    Gauge gauge = new Gauge();
    gauge.set(1, 2, 9);
    gauge.inherit(5);

    assertThat(ErrorBound.deviation(gauge, DataType.F32)).isEqualTo(11 * U);
  }

  /** Where there is no error, not even of what is infinite. */
  @Test
  void infiniteProductsAreNoErrorOfFloat32() {
    Gauge gauge = new Gauge();
    gauge.addProducts(new double[] {Double.POSITIVE_INFINITY}, 0, 1, new double[] {1}, 0, 1, 1);

    assertThat(rounded(gauge)).isInfinite();
  }

  @Test
  void precisionsHaveNames() {
    for (ProductPrecision precision : ProductPrecision.values()) {
      assertThat(ProductPrecision.parse(precision.toString())).isEqualTo(precision);
    }
    assertThat(ProductPrecision.TF32).hasToString("tf32");
    assertThatThrownBy(() -> ProductPrecision.parse("f16"))
        .hasMessage("'f16' is no precision of products");
  }

  /** A subnormal probability may become zero before a gradient multiplies it. */
  @Test
  void flushedIntermediatesAreAmplified() {
    Gauge gauge = new Gauge();
    gauge.set(0, 0, 1);
    gauge.flush(-64);

    assertThat(exact(gauge)).isEqualTo(65 * TINY);
    gauge.reset();
    assertThat(exact(gauge)).isZero();
  }

  /** ±1 and ±3, or ±1 and ±(1 + δ), in turn: as many of either sign. */
  private static double ofSum(int terms, int roundings, double other) {
    return ErrorBound.ofSum(
        terms, roundings, 0, terms / 2.0 * (1 + other), terms / 2.0 * (1 + other * other));
  }

  /** min(K, 8·√K); but numbers that differ by less than the last bit of their sum round alike. */
  @Test
  void errorsOfSumsThatAreInherited() {
    assertThat(ofSum(100, 0, 3)).isEqualTo(80);
    assertThat(ofSum(100, 44, 3)).isEqualTo(96);
    assertThat(ofSum(4, 2, 3)).isEqualTo(6);
    assertThat(ofSum(100, 0, 1)).isEqualTo(100);
    assertThat(ofSum(100, 44, 1 + 0x1p-20)).isEqualTo(144);
    assertThat(ofSum(100, 0, 1 + 0x1p-12)).isEqualTo(80);
    assertThat(ofSum(1 << 16, 0, 1 + 0x1p-12)).isEqualTo(1 << 16);
    // A mean square below the square of the mean, by rounding, is no spread.
    assertThat(ErrorBound.ofSum(100, 0, 0, 100, 99.9999)).isEqualTo(100);
  }

  /** As a sum that is a result itself: (K·u)^1.5/4·|sum| more, here a third of Σ|terms|. */
  @Test
  void inheritedErrorsOfOneSignStagnate() {
    assertThat(ErrorBound.ofSum(1 << 20, 0, -1, 3, 12.0 / (1 << 20)))
        .isCloseTo(8 * (1 << 10) + Math.pow(0x1p-4, 1.5) / 4 / U / 3, withinPercentage(1e-6));
    // γ is the smaller one of few terms.
    assertThat(ErrorBound.ofSum(20, 0, 30, 30, 60)).isEqualTo(20);
  }

  /** Three million squares, as of the variance of a channel of 256 images of 112x112. */
  @Test
  void aPlainLoopOverMillionsOfSquaresIsHonest() {
    RandomBits random = new RandomBits(1);
    int terms = 256 * 112 * 112;
    float plain = 0;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < terms; i++) {
      float x = (float) random.unit();
      float square = x * x;
      plain += square;
      sum += square;
      squares += (double) square * square;
    }
    double error = Math.abs(plain - sum) / sum;

    assertThat(error).isGreaterThan(8 * Math.sqrt(terms) * U);
    assertThat(error).isLessThan(ErrorBound.ofSum(terms, 0, sum, sum, squares) * U);
  }

  @Test
  void equalTermsHaveNoProbability() {
    assertThat(ErrorBound.BIASED_SUMS.of(sumOf(6400, 3), DataType.F32, ProductPrecision.F32))
        .isCloseTo(6400 * U / (1 - 6400 * U) * 19200, withinPercentage(1e-6));
    assertThat(ErrorBound.ROUNDED_SUMS.of(sumOf(10, 3), DataType.F32, ProductPrecision.F32))
        .isCloseTo(10 * U / (1 - 10 * U) * 30, withinPercentage(1e-9));
  }
}
