package dev.assay.reference.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reference.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InitializerTest {
  /** 100 000 weights: fan in 10·5·5 = 250, fan out 400·25 = 10 000. */
  private static final Shape SHAPE = Shape.of(400, 10, 5, 5);

  private static final double INFINITE = Double.POSITIVE_INFINITY;

  static List<Arguments> rules() {
    return List.of(
        Arguments.of(new Initializer.Uniform(0.5), 0.25 / 3, 0.5),
        Arguments.of(new Initializer.Normal(0.3), 0.09, INFINITE),
        Arguments.of(new Initializer.XavierUniform(), 2.0 / 10_250, Math.sqrt(6.0 / 10_250)),
        Arguments.of(new Initializer.XavierNormal(), 2.0 / 10_250, INFINITE),
        Arguments.of(new Initializer.HeUniform(), 2.0 / 250, Math.sqrt(6.0 / 250)),
        Arguments.of(new Initializer.HeNormal(), 2.0 / 250, INFINITE));
  }

  /**
   * The mean of n has deviation √(variance/n), their variance at most variance·√(2/n) (that of
   * normal ones; uniform ones less). Five of each is exceeded once in two million.
   */
  @ParameterizedTest
  @MethodSource("rules")
  void meanVarianceAndBound(Initializer rule, double variance, double bound) {
    double[] weights = rule.weights(SHAPE, 7).values();
    double n = weights.length;
    double mean = Arrays.stream(weights).average().orElseThrow();
    double squares = Arrays.stream(weights).map(w -> w * w).sum() / n;
    double largest = Arrays.stream(weights).map(Math::abs).max().orElseThrow();

    assertThat(mean).isCloseTo(0, within(5 * Math.sqrt(variance / n)));
    assertThat(squares).isCloseTo(variance, within(5 * variance * Math.sqrt(2 / n)));
    assertThat(largest).isLessThanOrEqualTo((float) bound);
    if (bound < INFINITE) {
      assertThat(largest).isGreaterThan(0.999 * bound);
    } else {
      // Of 100 000 normal numbers the largest is beyond four deviations but once in 500 times.
      assertThat(largest).isBetween(4 * Math.sqrt(variance), 7 * Math.sqrt(variance));
    }
    assertThat(rule.weights(SHAPE, 7).values()).isEqualTo(weights);
    assertThat(rule.weights(SHAPE, 8).values()).isNotEqualTo(weights);
  }

  @Test
  void constant() {
    assertThat(new Initializer.Constant(0.25).weights(Shape.of(3), 1).values())
        .containsExactly(0.25, 0.25, 0.25);
  }

  @Test
  void rulesHaveNames() {
    assertThat(Initializer.parse("he-uniform")).isEqualTo(new Initializer.HeUniform());
    assertThat(Initializer.parse("he-normal")).isEqualTo(new Initializer.HeNormal());
    assertThat(Initializer.parse("xavier-uniform")).isEqualTo(new Initializer.XavierUniform());
    assertThat(Initializer.parse("xavier-normal")).isEqualTo(new Initializer.XavierNormal());
    assertThat(Initializer.parse("uniform:0.5")).isEqualTo(new Initializer.Uniform(0.5));
    assertThat(Initializer.parse("normal:1e-2")).isEqualTo(new Initializer.Normal(0.01));
    assertThat(Initializer.parse("constant:-1")).isEqualTo(new Initializer.Constant(-1));
    for (String none : List.of("he", "normal", "normal:", "normal:x", "normal:NaN", ":1", "he:1")) {
      assertThatIllegalArgumentException().isThrownBy(() -> Initializer.parse(none));
    }
  }

  @Test
  void fans() {
    assertThat(Initializer.fanIn(Shape.of(5, 3))).isEqualTo(3);
    assertThat(Initializer.fanOut(Shape.of(5, 3))).isEqualTo(5);
    assertThat(Initializer.fanIn(SHAPE)).isEqualTo(250);
    assertThat(Initializer.fanOut(SHAPE)).isEqualTo(10_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Initializer.fanOut(Shape.of(3)))
        .withMessageContaining("3");
  }

  /** The lecture's point: twenty layers of ReLU neither lose nor blow up the signal with He's. */
  @Test
  void onlyHesRuleKeepsTheVarianceOverDepth() {
    DoubleUnaryOperator relu = x -> Math.max(x, 0);
    for (Initializer he : List.of(new Initializer.HeNormal(), new Initializer.HeUniform())) {
      assertThat(growth(he, relu)).isBetween(0.1, 10.0);
    }
    assertThat(growth(new Initializer.Normal(0.01), relu)).isLessThan(1e-20);
    assertThat(growth(new Initializer.XavierNormal(), relu)).isLessThan(1e-4);
    assertThat(growth(new Initializer.Constant(0.01), relu)).isGreaterThan(1e3);
    assertThat(growth(new Initializer.Constant(0), relu)).isZero();
  }

  /** Glorot and Bengio's rule is that of a function which is the identity around 0. */
  @Test
  void xaviersRuleKeepsTheVarianceWhereNothingIsCutOff() {
    for (Initializer xavier :
        List.of(new Initializer.XavierNormal(), new Initializer.XavierUniform())) {
      assertThat(growth(xavier, x -> x)).isBetween(0.1, 10.0);
      assertThat(growth(xavier, Math::tanh)).isBetween(0.01, 1.0);
    }
    assertThat(growth(new Initializer.HeNormal(), x -> x)).isGreaterThan(1e4);
    assertThat(growth(new Initializer.Normal(0.01), Math::tanh)).isLessThan(1e-20);
  }

  /** The mean square of the activations after twenty layers, of that before. */
  private static double growth(Initializer rule, DoubleUnaryOperator activation) {
    int width = 256;
    int layers = 20;
    double[] x = new Initializer.Normal(1).weights(Shape.of(width), 1).values();
    double before = meanSquare(x);
    for (int layer = 0; layer < layers; layer++) {
      double[] weights = rule.weights(Shape.of(width, width), 100 + layer).values();
      double[] y = new double[width];
      for (int out = 0; out < width; out++) {
        for (int in = 0; in < width; in++) {
          y[out] += weights[out * width + in] * x[in];
        }
        y[out] = activation.applyAsDouble(y[out]);
      }
      x = y;
    }
    return meanSquare(x) / before;
  }

  private static double meanSquare(double[] x) {
    return Arrays.stream(x).map(v -> v * v).sum() / x.length;
  }
}
