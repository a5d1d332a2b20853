package dev.assay.reference.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors of factors: of which they are, how large, and how they are spread. */
class NoiseTest {
  private static final int MANY = 10_000;

  private static final Linear LINEAR = new Linear(1, MANY, 1, true);

  private static final Tensor NUMBERS =
      new Tensor(Shape.of(1, MANY), IntStream.range(0, MANY).mapToDouble(i -> 0.1 + i).toArray());

  private static final Tensor ONE = new Tensor(Shape.of(1), new double[] {1});

  private static final List<Tensor> OPERANDS = List.of(NUMBERS, NUMBERS, ONE);

  private static double[] relativeErrors(Tensor noisy, Tensor exact) {
    return IntStream.range(0, MANY).mapToDouble(i -> noisy.get(i) / exact.get(i) - 1).toArray();
  }

  /** Evenly, up to four times 2⁻¹⁰ or 2⁻⁷: of either sign, or all towards zero. */
  @ParameterizedTest
  @CsvSource({
    "TF32, 1, -0.00390625, 0.00390625",
    "TF32, 2, -0.00390625, 0",
    "BF16, 7, -0.03125, 0.03125",
    "BF16, 8, -0.03125, 0"
  })
  void factorsAreOffByWhatIsDeclared(
      ProductPrecision precision, long seed, double least, double most) {
    Tensor x = Noise.seeded(seed, precision, 1).operands(LINEAR, OPERANDS).get(0);

    DoubleSummaryStatistics errors = Arrays.stream(relativeErrors(x, NUMBERS)).summaryStatistics();
    double near = (most - least) / 50;
    assertThat(errors.getMin())
        .isCloseTo(least, within(near))
        .isGreaterThanOrEqualTo(least - 1e-12);
    assertThat(errors.getMax()).isCloseTo(most, within(near)).isLessThanOrEqualTo(most + 1e-12);
    assertThat(errors.getAverage()).isCloseTo((least + most) / 2, within(near));
  }

  /** A weight that is rounded is the same wherever it is used; so is what float32 takes for it. */
  @Test
  void theSameNumberHasTheSameError() {
    Tensor floats =
        new Tensor(
            NUMBERS.shape(), Arrays.stream(NUMBERS.values()).map(value -> (float) value).toArray());
    Noise noise = Noise.seeded(1, ProductPrecision.TF32, 1);
    List<Tensor> noisy = noise.operands(LINEAR, List.of(NUMBERS, floats, ONE));

    assertThat(relativeErrors(noisy.get(1), floats))
        .containsExactly(relativeErrors(noisy.get(0), NUMBERS), within(1e-12));
    assertThat(Noise.seeded(3, ProductPrecision.TF32, 1).operands(LINEAR, OPERANDS).get(0).values())
        .isNotEqualTo(noisy.get(0).values());
  }

  @Test
  void whatIsMultipliedAloneIsRounded() {
    Noise noise = Noise.seeded(1, ProductPrecision.BF16, 1);

    assertThat(noise.operands(LINEAR, OPERANDS).get(1)).isNotSameAs(NUMBERS);
    assertThat(noise.operands(LINEAR, OPERANDS).get(2)).isSameAs(ONE);
    for (int factor : new int[] {Contraction.X, Contraction.WEIGHTS}) {
      assertThat(noise.outputGradient(LINEAR, NUMBERS, factor)).isNotSameAs(NUMBERS);
    }
    assertThat(noise.outputGradient(LINEAR, NUMBERS, Contraction.BIAS)).isSameAs(NUMBERS);
    Relu relu = new Relu(NUMBERS.shape());
    assertThat(noise.operands(relu, List.of(NUMBERS))).containsExactly(NUMBERS);
    assertThat(noise.outputGradient(relu, NUMBERS, Contraction.X)).isSameAs(NUMBERS);
  }

  /** Whatever a backend declares. */
  @Test
  void oneRoundingOfEverything() {
    Noise noise = Noise.ofOneRounding();
    double u = Noise.UNIT;
    Relu relu = new Relu(NUMBERS.shape());
    for (Tensor noisy :
        List.of(
            noise.operands(LINEAR, OPERANDS).get(Contraction.WEIGHTS),
            noise.outputGradient(LINEAR, NUMBERS, Contraction.X),
            noise.evaluate(NUMBERS.shape(), relu.forward(List.of(NUMBERS))))) {
      DoubleSummaryStatistics errors =
          Arrays.stream(relativeErrors(noisy, NUMBERS)).summaryStatistics();
      assertThat(errors.getMin()).isBetween(-1.001 * u, -0.99 * u);
      assertThat(errors.getMax()).isBetween(0.99 * u, 1.001 * u);
      assertThat(errors.getAverage()).isBetween(-0.03 * u, 0.03 * u);
    }
    assertThat(noise.operands(LINEAR, OPERANDS).get(Contraction.BIAS)).isSameAs(ONE);
  }

  @Test
  void float32RoundsNoFactor() {
    for (Noise noise : List.of(Noise.NONE, Noise.seeded(1, ProductPrecision.F32, 1))) {
      assertThat(noise.operands(LINEAR, OPERANDS)).isEqualTo(OPERANDS);
      assertThat(noise.outputGradient(LINEAR, NUMBERS, Contraction.X)).isSameAs(NUMBERS);
    }
  }
}
