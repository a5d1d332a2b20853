package dev.assay.reference.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Moments, sums with standardised numbers, and how far they may be off, by hand. */
class MomentsTest {

  private static final double U = 0x1p-24;

  /** Of few numbers every rounding counts in full: m + 2 of the mean, m + 5 of the variance. */
  @Test
  void momentsOfTwoSets() {
    Moments[] moments = Moments.of(new double[] {1, 10, -3, 30}, 1, row -> row % 2, 2);

    assertThat(moments).hasSize(2);
    assertThat(moments[0].count()).isEqualTo(2);
    assertThat(moments[0].mean()).isEqualTo(-1);
    assertThat(moments[0].variance()).isEqualTo(4);
    assertThat(moments[0].meanError()).isEqualTo(4 * 2);
    assertThat(moments[0].varianceError())
        .isCloseTo(7 * 4 + 2 * 8 * Math.sqrt(4 / 2.0) + 8 * 8 * U, within(1e-9));
    assertThat(moments[1].mean()).isEqualTo(20);
    assertThat(moments[1].variance()).isEqualTo(100);
    assertThat(moments[1].meanError()).isEqualTo(4 * 20);
    assertThat(moments[1].varianceError())
        .isCloseTo(7 * 100 + 2 * 80 * Math.sqrt(100 / 2.0) + 80 * 80 * U, within(1e-9));
  }

  /** Squares of numbers that come again are rounded alike: their errors add up. */
  @Test
  void repeatedNumbersErrAlike() {
    double[] repeated = new double[200];
    double[] different = new double[200];
    for (int i = 0; i < 200; i++) {
      repeated[i] = i % 100;
      different[i] = i / 2.0;
    }
    Moments few = Moments.of(repeated, 1, row -> 0, 1)[0];
    Moments many = Moments.of(different, 1, row -> 0, 1)[0];

    assertThat(ofSquares(few) / few.variance()).isCloseTo(205, within(0.01));
    assertThat(ofSquares(many) / many.variance()).isCloseTo(ofPositive(205), within(0.01));
  }

  /** 8·√K of K roundings, and what a sum of one sign loses of its small terms. */
  private static double ofPositive(int k) {
    return 8 * Math.sqrt(k) + 0.25 * k * Math.sqrt(k * U);
  }

  /** The variance's error but for what updates of a mean on the way add to it. */
  private static double ofSquares(Moments moments) {
    return moments.varianceError()
        - 2 * moments.meanError() * Math.sqrt(moments.variance() / moments.count());
  }

  /** Rows of two, the first and the last in one set. */
  @Test
  void setsAreMadeOfRows() {
    Moments[] moments =
        Moments.of(new double[] {1, 2, 7, 9, 3, 6}, 2, row -> row == 1 ? 1 : 0, 1 + 1);

    assertThat(moments[1].mean() * moments[1].count()).isEqualTo(7 + 9);
    assertThat(moments[0].mean() * moments[0].count()).isEqualTo(1 + 2 + 3 + 6);
  }

  /** Of many numbers that differ, 8·√K of K roundings; but all of those of equal deviations. */
  @Test
  void manyNumbersErrLessTogether() {
    Moments different =
        Moments.of(IntStream.range(0, 200).mapToDouble(i -> i - 99.5).toArray(), 1, r -> 0, 1)[0];
    assertThat(different.variance()).isEqualTo((200.0 * 200 - 1) / 12);
    assertThat(different.meanError()).isCloseTo(8 * Math.sqrt(202) * 50, within(1e-9));
    assertThat(ofSquares(different))
        .isCloseTo(
            ofPositive(205) * different.variance()
                + different.meanError() * different.meanError() * U,
            within(1e-2));

    Moments alike =
        Moments.of(
            IntStream.range(0, 200).mapToDouble(i -> 1 + 2 * (i % 2)).toArray(), 1, r -> 0, 1)[0];
    assertThat(alike.meanError()).isCloseTo(ofPositive(202) * 2, within(1e-9));
    assertThat(ofSquares(alike)).isCloseTo(205, within(1e-2));
  }

  /** Σ h and Σ h·x̂ with x̂ = (x − 1)·2. */
  @Test
  void projection() {
    NormalizationSums few = new NormalizationSums(new Standardization(1, 2, 5, 7));
    few.add(3, 4);
    few.add(-1, -2);

    assertThat(few.total()).isEqualTo(2);
    assertThat(few.totalMagnitude()).isEqualTo(4);
    assertThat(few.totalError()).isEqualTo(2 * 4);
    assertThat(few.sum()).isEqualTo(3 * 6 + 6);
    assertThat(few.sumMagnitude()).isEqualTo(3 * 10 + 6);
    assertThat(few.sumError()).isEqualTo(2 * 36);
    assertThat(few.inherited()).isEqualTo(5 * 2 * 2 + 24 * 7);
  }

  @Test
  void longProjectionsErrLess() {
    NormalizationSums many = new NormalizationSums(new Standardization(0, 2, 0, 0));
    for (int i = 0; i < 100; i++) {
      many.add(1 + 2 * (i % 2), 1 + i / 2 % 2);
    }

    assertThat(many.totalError()).isCloseTo(ofPositive(100) * 200, within(1e-9));
    assertThat(many.sumMagnitude()).isEqualTo(25 * (2 + 4 + 6 + 12));
    assertThat(many.sumError()).isCloseTo(ofPositive(100) * 600, within(1e-9));
  }
}
