package dev.assay.reference.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each fill promises of the numbers it makes. */
class FillTest {

  private static double[] input(String problem, Fill fill, int operand) {
    return Problem.parse(problem + " fill=" + fill + " seed=3").inputs().get(operand).values();
  }

  private static double[] distinct(double[] values) {
    return Arrays.stream(values).distinct().sorted().toArray();
  }

  private static DoubleStream magnitudes(double[] values) {
    return Arrays.stream(values).map(Math::abs);
  }

  /** All are float32: the oracle and a backend start from the same numbers. */
  @ParameterizedTest
  @EnumSource
  void valuesAreFloats(Fill fill) {
    for (String problem :
        new String[] {
          "linear n=9 in=9 out=9 bias=true",
          "dropout shape=99",
          "randomized-leaky-relu shape=99",
          "momentum size=99 learning-rate=0.1",
          "mean-squared-error shape=99",
          "binary-cross-entropy-of-probabilities shape=99"
        }) {
      for (Tensor tensor : Problem.parse(problem + " fill=" + fill).inputs()) {
        assertThat(Tensor.ofFloats(tensor.shape(), tensor.toFloats()).values())
            .isEqualTo(tensor.values());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMaskHoldsZerosAndOnes(Fill fill) {
    double[] mask = input("dropout shape=1000", fill, 1);

    assertThat(distinct(mask)).containsExactly(0, 1);
    assertThat(Arrays.stream(mask).sum()).isBetween(400.0, 600.0);
  }

  @Test
  void positiveNumbers() {
    String slopes = "randomized-leaky-relu shape=1000";

    assertThat(distinct(input(slopes, Fill.INTEGER, 1))).containsExactly(1, 4, 16);
    double[] reals = distinct(input(slopes, Fill.REAL, 1));
    assertThat(reals[0]).isBetween(0.125, 0.135);
    assertThat(reals[reals.length - 1]).isBetween(2.115, 2.125);
    double[] powers = distinct(input(slopes, Fill.WIDE, 1));
    assertThat(powers).hasSize(41).contains(0x1p-20, 1, 0x1p20);
    assertThat(Arrays.stream(powers)).allMatch(x -> x == Math.scalb(1.0, Math.getExponent(x)));
  }

  @Test
  void wideNumbersSpanFortyOctaves() {
    double[] wide = input("relu shape=10000", Fill.WIDE, 0);

    assertThat(magnitudes(wide).max().orElseThrow()).isBetween(0x1p19, 0x1p20);
    assertThat(magnitudes(wide).min().orElseThrow()).isLessThan(0x1p-20);
    assertThat(magnitudes(wide).sorted().toArray()[5000]).isBetween(0x1p-3, 0x1p2);
    assertThat(Arrays.stream(wide).filter(x -> x < 0).count()).isBetween(4800L, 5200L);
  }

  /** Above 89 an exponential overflows; the parameters stay small. */
  @Test
  void largeData() {
    double[] large = input("relu shape=10000", Fill.LARGE, 0);

    assertThat(magnitudes(large).max().orElseThrow()).isBetween(255.0, 256.0);
    assertThat(magnitudes(large).filter(x -> x > 89).count()).isGreaterThan(6000);
    assertThat(magnitudes(input("linear n=1 in=100 out=100", Fill.LARGE, 1)).max().orElseThrow())
        .isBetween(0.99, 1.0);
  }

  @Test
  void neighboursCancel() {
    double[] data = input("linear n=1 in=1000 out=1", Fill.CANCELLATION, 0);
    double[] weights = input("linear n=1 in=1000 out=1", Fill.CANCELLATION, 1);

    for (int i = 0; i < data.length; i += 2) {
      assertThat(data[i]).isNotZero();
      assertThat(Math.abs(data[i] + data[i + 1])).isBetween(0.0, 0x1p-12 * Math.abs(data[i]));
    }
    assertThat(distinct(data)).hasSizeGreaterThan(990);
    assertThat(Arrays.stream(weights)).allMatch(w -> Math.abs(w - 1) <= 0x1p-12);
    assertThat(distinct(weights)).hasSizeGreaterThan(900);
  }

  @Test
  void constantDataVaryNowhere() {
    double[] data = input("linear n=9 in=9 out=9", Fill.CONSTANT, 0);

    assertThat(distinct(data)).hasSize(1);
    assertThat(Math.abs(data[0])).isBetween(1e-3, 1.0);
    assertThat(distinct(input("linear n=9 in=9 out=9", Fill.CONSTANT, 1))).hasSize(81);
  }

  @Test
  void subnormalDataUseHalfTheirRange() {
    double[] data = input("relu shape=1000", Fill.SUBNORMAL, 0);

    assertThat(magnitudes(data).max().orElseThrow())
        .isBetween(0.49 * Float.MIN_NORMAL, 0.5 * Float.MIN_NORMAL);
    assertThat(Arrays.stream(data).filter(x -> x < 0).count()).isBetween(400L, 600L);
  }

  /** An eighth of few data, eight of many, and none of what is used as it is. */
  @Test
  void specialData() {
    double[] few = specialData(64);
    double[] many = specialData(8000);

    assertThat(few)
        .contains(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0);
    assertThat(special(few)).isBetween(700L, 900L);
    assertThat(special(many)).isBetween(700L, 900L);
    assertThat(magnitudes(input("sgd size=1000 learning-rate=0.1", Fill.SPECIAL, 0)))
        .allMatch(x -> x > 0 && x < 1);
    assertThat(distinct(input("sgd size=1000 learning-rate=0.1", Fill.SPECIAL, 0)))
        .hasSizeGreaterThan(990);
    assertThat(
            magnitudes(input("sgd size=1000 learning-rate=0.1", Fill.LARGE, 0)).max().orElseThrow())
        .isGreaterThan(250);
  }

  /** The data of a hundred problems. */
  private static double[] specialData(int size) {
    return IntStream.range(0, 100)
        .mapToObj(seed -> Problem.parse("relu shape=" + size + " fill=special seed=" + seed))
        .flatMapToDouble(problem -> Arrays.stream(problem.inputs().get(0).values()))
        .toArray();
  }

  private static long special(double[] values) {
    return Arrays.stream(values).filter(x -> x == 0 || !Double.isFinite(x)).count();
  }

  @ParameterizedTest
  @EnumSource
  void dataComeNearTheLargestAndNotBeyond(Fill fill) {
    double[] values =
        Problem.parse("relu shape=100000 fill=" + fill + " seed=7").inputs().get(0).values();
    double largest =
        Arrays.stream(values).map(Math::abs).filter(x -> !Double.isNaN(x)).max().orElseThrow();
    assertThat(largest).isLessThanOrEqualTo(fill.largest());
    if (fill != Fill.CONSTANT && fill != Fill.SUBNORMAL) {
      assertThat(largest).isGreaterThanOrEqualTo(0.9 * fill.largest());
    }
  }
}
