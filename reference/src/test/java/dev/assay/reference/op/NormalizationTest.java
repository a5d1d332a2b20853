package dev.assay.reference.op;

import static dev.assay.reference.op.Evaluate.count;
import static dev.assay.reference.op.Evaluate.repeat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NormalizationTest {
  private static final double EPSILON = 1e-5;

  private static final double[] GAMMA = {1, 1.5};
  private static final double[] BETA = {0, 1};

  /** ONNX's operator test instancenorm_example: two channels of (-1, 0, 1) and (2, 3, 4). */
  @Test
  void onnxInstanceNorm() {
    double r = 1 / Math.sqrt(2 / 3.0 + EPSILON);
    InstanceNorm norm = new InstanceNorm(Shape.of(1, 2, 1, 3), EPSILON);

    assertThat(Evaluate.output(norm, new double[] {-1, 0, 1, 2, 3, 4}, GAMMA, BETA))
        .containsExactly(new double[] {-r, 0, r, 1 - 1.5 * r, 1, 1 + 1.5 * r}, within(1e-14));
  }

  /** ONNX's operator test batchnorm_example: the same numbers, mean (0, 3), variance (1, 1.5). */
  @Test
  void onnxBatchNorm() {
    BatchNormInference norm = new BatchNormInference(Shape.of(1, 2, 1, 3), EPSILON);
    double first = 1 / Math.sqrt(1 + EPSILON);
    double second = 1.5 / Math.sqrt(1.5 + EPSILON);

    assertThat(
            Evaluate.output(
                norm,
                new double[] {-1, 0, 1, 2, 3, 4},
                GAMMA,
                BETA,
                new double[] {0, 3},
                new double[] {1, 1.5}))
        .containsExactly(new double[] {-first, 0, first, 1 - second, 1, 1 + second}, within(1e-14));
  }

  /** Statistics run over the batch: channel 0 holds 1, 3, 5, 7. */
  @Test
  void batchNormMixesExamplesButNotChannels() {
    BatchNorm norm = new BatchNorm(Shape.of(2, 2, 2), EPSILON);
    double r = 1 / Math.sqrt(5 + EPSILON);

    assertThat(
            Evaluate.output(
                norm,
                new double[] {1, 3, 0, 0, 5, 7, 0, 0},
                new double[] {2, 1},
                new double[] {0, -3}))
        .containsExactly(
            new double[] {-6 * r, -2 * r, -3, -3, 2 * r, 6 * r, -3, -3}, within(1e-14));
  }

  /** One element per channel: variance 0, so y is beta and the input has no influence. */
  @Test
  void batchOfOne() {
    BatchNorm norm = new BatchNorm(Shape.of(1, 2), EPSILON);
    double[] x = {7, -4};

    assertThat(Evaluate.output(norm, x, GAMMA, BETA)).containsExactly(0, 1);
    assertThat(Evaluate.gradient(norm, 0, new double[] {3, 5}, x, GAMMA, BETA))
        .containsExactly(0, 0);
  }

  /** PyTorch's documented example of momentum: its 0.1 weighs the new statistics. */
  @Test
  void runningStatistics() {
    double[] x = {1, 2, 3, 6};
    double[] old = {10};
    double[] oldVariance = {20};

    assertThat(
            Evaluate.output(
                new BatchNormStatistics(Shape.of(4, 1), 0.9, false), x, old, oldVariance))
        .containsExactly(new double[] {9.3, 18.35}, within(1e-14));
    assertThat(
            Evaluate.output(
                new BatchNormStatistics(Shape.of(4, 1), 0.9, true), x, old, oldVariance))
        .containsExactly(new double[] {9.3, 18 + 1.4 / 3}, within(1e-14));
  }

  @Test
  void layerNormOverSeveralAxes() {
    LayerNorm norm = new LayerNorm(Shape.of(2, 2, 2), 2, EPSILON);
    double r = 1 / Math.sqrt(5 + EPSILON);

    assertThat(
            Evaluate.output(
                norm,
                new double[] {1, 3, 5, 7, 0, 0, 0, 0},
                new double[] {1, 2, 3, 4},
                count(0, 4)))
        .containsExactly(
            new double[] {-3 * r, 1 - 2 * r, 2 + 3 * r, 3 + 12 * r, 0, 1, 2, 3}, within(1e-14));
  }

  /** Wu &amp; He: instance and layer normalisation are its extremes. */
  @Test
  void groupNormBetweenInstanceAndLayer() {
    Shape shape = Shape.of(2, 3, 4);
    double[] x = Arrays.stream(count(0, 24)).map(i -> Math.sin(i * i)).toArray();
    double[] gamma = {1, -2, 0.5};
    double[] beta = {3, 0, -1};

    assertThat(Evaluate.output(new GroupNorm(shape, 3, EPSILON), x, gamma, beta))
        .containsExactly(Evaluate.output(new InstanceNorm(shape, EPSILON), x, gamma, beta));
    assertThat(Evaluate.output(new GroupNorm(shape, 1, EPSILON), x, repeat(1, 3), repeat(0, 3)))
        .containsExactly(
            Evaluate.output(new LayerNorm(shape, 2, EPSILON), x, repeat(1, 12), repeat(0, 12)),
            within(1e-14));
  }

  /** AlexNet's parameters, where they can be worked out by hand: 2 + 1e-4 · (1 + 4 + 9). */
  @Test
  void localResponseNormOfAlexNet() {
    LocalResponseNorm norm = new LocalResponseNorm(1, 4, 1, 1, 5, 1e-4, 0.75, 2);

    double[] y = Evaluate.output(norm, new double[] {1, 2, 3, 10});

    assertThat(y[0]).isCloseTo(1 / Math.pow(2.0014, 0.75), within(1e-14));
    assertThat(y[3]).isCloseTo(10 / Math.pow(2.0113, 0.75), within(1e-14));
  }

  /** A window of one channel with beta 1: x/(k + x²). */
  @Test
  void localResponseNormOfOneChannel() {
    LocalResponseNorm norm = new LocalResponseNorm(1, 2, 1, 1, 1, 1, 1, 2);

    assertThat(Evaluate.output(norm, new double[] {1, -4}))
        .containsExactly(new double[] {1 / 3.0, -4 / 18.0}, within(1e-15));
    assertThat(Evaluate.gradient(norm, 0, new double[] {9, 9}, new double[] {1, -4}))
        .containsExactly(new double[] {1, 9 * (2 - 16) / 324.0}, within(1e-14));
  }

  /** Where the variance is 0, the mean's error is amplified by 1/√ε, and the bound says so. */
  @Test
  void constantChannelsAmplifyTheErrorOfTheMean() {
    double wide = inherited(1, 3);
    double narrow = inherited(3, 3);

    // Γ(4)·|x|/√ε = 4·3/√1e-5, and nothing of a magnitude.
    assertThat(narrow).isCloseTo(12 / Math.sqrt(EPSILON), within(1e-9));
    assertThat(wide).isLessThan(narrow / 50);
  }

  private static double inherited(double first, double second) {
    BatchNorm norm = new BatchNorm(Shape.of(2, 1), EPSILON);
    Gauge gauge = new Gauge();
    norm.forward(
            List.of(
                Tensor.of(Shape.of(2, 1), first, second),
                Tensor.of(Shape.of(1), 1),
                Tensor.of(Shape.of(1), 0)))
        .compute(0, gauge);
    return gauge.inherited();
  }

  @Test
  void work() {
    assertThat(new BatchNorm(Shape.of(8, 64, 56, 56), EPSILON).forwardFlops())
        .isEqualTo(8.0 * 8 * 64 * 56 * 56);
    assertThat(new BatchNorm(Shape.of(8, 64, 56, 56), EPSILON).longestSum()).isEqualTo(8 * 56 * 56);
    assertThat(new LayerNorm(Shape.of(8, 64), 1, EPSILON).longestSum()).isEqualTo(64);
    assertThat(new LayerNorm(Shape.of(80, 64), 1, EPSILON).longestSum()).isEqualTo(80);
    assertThat(new LocalResponseNorm(1, 3, 2, 2, 5, 1, 1, 1).forwardFlops()).isEqualTo(10 * 12);
  }
}
