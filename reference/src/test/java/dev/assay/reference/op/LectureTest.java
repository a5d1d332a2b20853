package dev.assay.reference.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reference.tensor.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every number printed in the lecture on convolutional networks that these operations express. */
class LectureTest {

  private static final double[] IMAGE = {
    3, 3, 2, 1, 0,
    0, 0, 1, 3, 1,
    3, 1, 2, 2, 3,
    2, 0, 0, 2, 2,
    2, 0, 0, 0, 1
  };

  private static final Extent THREE = new Extent(3, 3);
  private static final Extent ONE = new Extent(1, 1);

  private static Conv2d conv(
      int c, int h, int w, int k, Extent kernel, Extent stride, Padding pad) {
    return new Conv2d(1, c, h, w, k, kernel, stride, pad, ONE, 1, true);
  }

  private static int outputSize(int i, int k, int s, int p) {
    Shape shape =
        conv(1, i, i, 1, new Extent(k, k), new Extent(s, s), Padding.symmetric(p, p)).outputShape();
    assertThat(shape.dimension(2)).isEqualTo(shape.dimension(3));
    return shape.dimension(2);
  }

  @Test
  void discreteConvolution() {
    Conv2d conv = new Conv2d(1, 1, 5, 5, 1, THREE, ONE, Padding.NONE, ONE, 1, false);

    assertThat(Evaluate.output(conv, IMAGE, new double[] {0, 1, 2, 2, 2, 0, 0, 1, 2}))
        .containsExactly(12, 12, 17, 10, 17, 19, 9, 6, 14);
  }

  @Test
  void averagePooling() {
    AveragePool2d pool =
        new AveragePool2d(1, 1, 5, 5, THREE, ONE, Padding.NONE, Rounding.DOWN, false, false);

    assertThat(Arrays.stream(Evaluate.output(pool, IMAGE)).map(y -> Math.round(y * 10) / 10.0))
        .containsExactly(1.7, 1.7, 1.7, 1.0, 1.2, 1.8, 1.1, 0.8, 1.3);
  }

  @Test
  void maxPooling() {
    MaxPool2d pool = new MaxPool2d(1, 1, 5, 5, THREE, ONE, Padding.NONE, Rounding.DOWN, false);

    assertThat(Evaluate.output(pool, IMAGE)).containsExactly(3, 3, 3, 3, 3, 3, 3, 2, 3);
  }

  @Test
  void outputSizesOfTheExamples() {
    assertThat(outputSize(4, 3, 1, 0)).isEqualTo(2);
    assertThat(outputSize(5, 3, 1, 1)).isEqualTo(5);
    assertThat(outputSize(5, 3, 2, 1)).isEqualTo(3);
  }

  @Test
  void relationships() {
    for (int i = 1; i <= 12; i++) {
      for (int k = 1; k <= i; k++) {
        assertThat(outputSize(i, k, 1, 0)).as("relationship 1").isEqualTo(i - k + 1);
        if (k % 2 == 1) {
          assertThat(outputSize(i, k, 1, k / 2)).as("relationship 3").isEqualTo(i);
        }
        for (int s = 1; s <= 4; s++) {
          for (int p = 0; p <= 4; p++) {
            assertThat(outputSize(i, k, s, p))
                .as("relationship 6")
                .isEqualTo((i + 2 * p - k) / s + 1);
          }
        }
      }
    }
  }

  @Test
  void axesDoNotInteract() {
    Conv2d mixed = conv(1, 9, 14, 1, new Extent(2, 5), new Extent(3, 1), new Padding(0, 1, 2, 0));
    Conv2d height = conv(1, 9, 9, 1, new Extent(2, 2), new Extent(3, 3), new Padding(0, 1, 0, 1));
    Conv2d width = conv(1, 14, 14, 1, new Extent(5, 5), new Extent(1, 1), new Padding(2, 0, 2, 0));

    assertThat(mixed.outputShape().dimension(2)).isEqualTo(height.outputShape().dimension(2));
    assertThat(mixed.outputShape().dimension(3)).isEqualTo(width.outputShape().dimension(3));
  }

  /** "Moving the kernel by hops of two is moving it by one and keeping every other output." */
  @Test
  void stridesSubsample() {
    double[] kernel = {0, 1, 2, 2, 2, 0, 0, 1, 2};
    Padding pad = Padding.symmetric(1, 1);
    double[] dense =
        Evaluate.output(new Conv2d(1, 1, 5, 5, 1, THREE, ONE, pad, ONE, 1, false), IMAGE, kernel);
    double[] strided =
        Evaluate.output(
            new Conv2d(1, 1, 5, 5, 1, THREE, new Extent(2, 2), pad, ONE, 1, false), IMAGE, kernel);

    for (int p = 0; p < 3; p++) {
      for (int q = 0; q < 3; q++) {
        assertThat(strided[p * 3 + q]).isEqualTo(dense[2 * p * 5 + 2 * q]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    // LeNet-5
    "1, 32, 6, 5, 1, 0, 28, 156",
    "6, 14, 16, 5, 1, 0, 10, 2416",
    "16, 5, 120, 5, 1, 0, 1, 48120",
    // AlexNet
    "3, 227, 96, 11, 4, 0, 55, 34944",
    "96, 27, 256, 5, 1, 2, 27, 614656",
    "256, 13, 384, 3, 1, 1, 13, 885120",
    "384, 13, 384, 3, 1, 1, 13, 1327488",
    "384, 13, 256, 3, 1, 1, 13, 884992",
    // VGG16
    "3, 224, 64, 3, 1, 1, 224, 1792",
    "64, 224, 64, 3, 1, 1, 224, 36928",
    "64, 112, 128, 3, 1, 1, 112, 73856",
    "128, 112, 128, 3, 1, 1, 112, 147584",
    "128, 56, 256, 3, 1, 1, 56, 295168",
    "256, 56, 256, 3, 1, 1, 56, 590080",
    "256, 28, 512, 3, 1, 1, 28, 1180160",
    "512, 28, 512, 3, 1, 1, 28, 2359808",
    // ResNet18
    "3, 227, 64, 7, 2, 1, 112, 9472",
  })
  void convolutionLayers(
      int inputs, int size, int outputs, int kernel, int stride, int pad, int map, long count) {
    Conv2d layer =
        conv(
            inputs,
            size,
            size,
            outputs,
            new Extent(kernel, kernel),
            new Extent(stride, stride),
            Padding.symmetric(pad, pad));

    assertThat(layer.outputShape()).isEqualTo(Shape.of(1, outputs, map, map));
    assertThat(parameters(layer)).isEqualTo(count);
  }

  /** "Pad 0.5" in the table of ResNet18: one row and one column on one side only. */
  @ParameterizedTest
  @CsvSource({
    "64, 56, 128, 28, 73856",
    "128, 28, 256, 14, 295168",
    "256, 14, 512, 7, 1180160",
  })
  void halfPadding(int inputs, int size, int outputs, int map, long count) {
    for (String pad : new String[] {"0:1x0:1", "1:0x1:0"}) {
      Conv2d layer = conv(inputs, size, size, outputs, THREE, new Extent(2, 2), Padding.parse(pad));

      assertThat(layer.outputShape()).isEqualTo(Shape.of(1, outputs, map, map));
      assertThat(parameters(layer)).isEqualTo(count);
    }
  }

  @Test
  void halfPaddedMaxPooling() {
    MaxPool2d pool =
        new MaxPool2d(
            1,
            64,
            112,
            112,
            THREE,
            new Extent(2, 2),
            new Padding(0, 1, 0, 1),
            Rounding.DOWN,
            false);

    assertThat(pool.outputShape()).isEqualTo(Shape.of(1, 64, 56, 56));
  }

  /** Window 3, stride 2: each window overlaps its neighbours. */
  @ParameterizedTest
  @CsvSource({"96, 55, 27", "256, 27, 13", "256, 13, 6"})
  void overlappingMaxPoolingOfAlexNet(int channels, int size, int map) {
    MaxPool2d pool =
        new MaxPool2d(
            1, channels, size, size, THREE, new Extent(2, 2), Padding.NONE, Rounding.DOWN, false);

    assertThat(pool.outputShape()).isEqualTo(Shape.of(1, channels, map, map));
  }

  @ParameterizedTest
  @CsvSource({
    "120, 84, 10164",
    "84, 10, 850",
    "9216, 4096, 37752832",
    "4096, 4096, 16781312",
    "4096, 1000, 4097000",
    "512, 1000, 513000",
    "25088, 4096, 102764544"
  })
  void fullyConnectedLayers(int in, int out, long count) {
    assertThat(parameters(new Linear(1, in, out, true))).isEqualTo(count);
  }

  /** The slide's "~2B parameters". */
  @Test
  void fullyConnectingAnImageOf200By200To40ThousandUnits() {
    assertThat(parameters(new Linear(1, 200 * 200, 40_000, false))).isEqualTo(1_600_000_000);
  }

  private static long parameters(Operation operation) {
    return operation.operands().stream()
        .filter(operand -> operand.role() == Operand.Role.PARAMETER)
        .mapToLong(operand -> operand.shape().size())
        .sum();
  }

  /** Both networks are wrong once in three; −(2 ln .9 + ln .4)/3 and −(ln .6 + ln .7 + ln .1)/3. */
  @Test
  void crossEntropyTellsApartWhatTheErrorRateDoesNot() {
    double[] labels = {1, 0, 0, 1, 1, 0};
    double[] sure = {.9, .1, .1, .9, .4, .6};
    double[] unsure = {.6, .4, .3, .7, .1, .9};

    assertThat(errorRate(labels, sure)).isEqualTo(1 / 3.0);
    assertThat(errorRate(labels, unsure)).isEqualTo(1 / 3.0);
    // The formula gives 0.3756706 and 1.0566952; 0.375670 and 1.056726 are quoted, too.
    assertThat(crossEntropy(labels, sure)).isCloseTo(0.375671, within(5e-7));
    assertThat(crossEntropy(labels, unsure)).isCloseTo(1.056695, within(5e-7));
  }

  private static double errorRate(double[] labels, double[] probabilities) {
    ArgMax likeliest = new ArgMax(Shape.of(3, 2), 1);
    double[] expected = Evaluate.output(likeliest, labels);
    double[] predicted = Evaluate.output(likeliest, probabilities);
    return IntStream.range(0, 3).filter(i -> predicted[i] != expected[i]).count() / 3.0;
  }

  @Test
  void crossEntropyOfTheSlidesTarget() {
    assertThat(Evaluate.output(new CrossEntropy(1, 3), logs(0.4, 0.1, 0.5), new double[] {1, 0, 0}))
        .containsExactly(new double[] {-Math.log(0.4)}, within(1e-15));
  }

  private static double crossEntropy(double[] labels, double... probabilities) {
    return Evaluate.output(new CrossEntropy(3, 2), logs(probabilities), labels)[0];
  }

  /** Logits whose softmax is the given distribution. */
  private static double[] logs(double... probabilities) {
    return Arrays.stream(probabilities).map(Math::log).toArray();
  }

  @Test
  void softmaxWithInverseTemperature() {
    double[] x = {1, 2, 4};
    for (double beta : new double[] {1, 0.5, 2, -1, -3, 0}) {
      double[] e = Arrays.stream(x).map(z -> Math.exp(beta * z)).toArray();
      double sum = Arrays.stream(e).sum();
      double[] y = Evaluate.output(new Softmax(Shape.of(3), 0, beta), x);

      assertThat(y)
          .containsExactly(new double[] {e[0] / sum, e[1] / sum, e[2] / sum}, within(1e-15));
      assertThat(Arrays.stream(y).sum()).isCloseTo(1, within(1e-15));
      double[] shifted = {101, 102, 104};
      assertThat(Evaluate.output(new Softmax(Shape.of(3), 0, beta), shifted))
          .containsExactly(y, within(1e-13));
    }
  }

  /** β as a base: b = e^β. */
  @Test
  void softmaxToBaseTwo() {
    assertThat(Evaluate.output(new Softmax(Shape.of(3), 0, Math.log(2)), new double[] {0, 1, 2}))
        .containsExactly(new double[] {1 / 7.0, 2 / 7.0, 4 / 7.0}, within(1e-15));
  }

  @Test
  void activations() {
    double infinity = Double.POSITIVE_INFINITY;
    double[] x = {-0.0, 0, 2, -2, 1000, -1000, infinity, -infinity, Double.NaN};
    Shape shape = Shape.of(x.length);

    assertThat(Evaluate.output(new Sigmoid(shape), x))
        .containsExactly(
            0.5, 0.5, 1 / (1 + Math.exp(-2)), 1 / (1 + Math.exp(2)), 1, 0, 1, 0, Double.NaN);
    assertThat(Evaluate.output(new Tanh(shape), x))
        .containsExactly(-0.0, 0, Math.tanh(2), -Math.tanh(2), 1, -1, 1, -1, Double.NaN);
    assertThat(Evaluate.output(new Relu(shape), x))
        .containsExactly(0, 0, 2, 0, 1000, 0, infinity, 0, Double.NaN);
    assertThat(Evaluate.output(new LeakyRelu(shape, 0.01), x))
        .containsExactly(-0.0, 0, 2, -0.02, 1000, -10, infinity, -infinity, Double.NaN);
  }

  @Test
  void sigmoidStaysBetweenZeroAndOne() {
    Sigmoid sigmoid = new Sigmoid(Shape.of(1));
    for (double x = -800; x <= 800; x += 0.37) {
      assertThat(Evaluate.output(sigmoid, new double[] {x})[0]).isBetween(0.0, 1.0);
    }
  }

  @Test
  void meanSquaredError() {
    MeanSquaredError error = new MeanSquaredError(Shape.of(2, 2));

    assertThat(Evaluate.output(error, new double[] {1, 2, 3, 4}, new double[] {1, 0, 6, 4}))
        .containsExactly((4 + 9) / 4.0);
  }

  /** C5, F6 and F7 of LeNet: a layer of units is a convolution as large as its input. */
  @Test
  void fullyConnectedIsAConvolutionAsLargeAsItsInput() {
    double[] x = Evaluate.count(-9, 3 * 2 * 4);
    double[] weights = Evaluate.count(-40, 5 * 3 * 2 * 4);
    double[] bias = {1, -2, 3, -4, 5};
    Conv2d conv = conv(3, 2, 4, 5, new Extent(2, 4), ONE, Padding.NONE);

    assertThat(Evaluate.output(new Linear(1, 24, 5, true), x, weights, bias))
        .isEqualTo(Evaluate.output(conv, x, weights, bias));
  }
}
