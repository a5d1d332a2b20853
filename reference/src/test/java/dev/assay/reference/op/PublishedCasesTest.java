package dev.assay.reference.op;

import static dev.assay.reference.op.Evaluate.count;
import static dev.assay.reference.op.Evaluate.repeat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reference.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases that others published with their results. */
class PublishedCasesTest {

  private static final Extent ONE = new Extent(1, 1);
  private static final Extent TWO = new Extent(2, 2);
  private static final Extent THREE = new Extent(3, 3);
  private static final Extent FIVE = new Extent(5, 5);

  /** Dumoulin &amp; Visin, A guide to convolution arithmetic for deep learning, figures. */
  @ParameterizedTest
  @CsvSource({
    "4, 3, 1, 0, 1, 2", // no padding, unit strides
    "5, 4, 1, 2, 1, 6", // arbitrary padding
    "5, 3, 1, 1, 1, 5", // half padding
    "5, 3, 1, 2, 1, 7", // full padding
    "5, 3, 2, 0, 1, 2", // no padding, strides
    "5, 3, 2, 1, 1, 3", // padding, strides
    "6, 3, 2, 1, 1, 3", // padding, strides, odd
    "7, 3, 1, 0, 2, 3", // dilation
  })
  void convolutionArithmetic(int i, int k, int s, int p, int d, int o) {
    Conv2d conv =
        new Conv2d(
            1,
            1,
            i,
            i,
            1,
            new Extent(k, k),
            new Extent(s, s),
            Padding.symmetric(p, p),
            new Extent(d, d),
            1,
            false);

    assertThat(conv.outputShape()).isEqualTo(Shape.of(1, 1, o, o));
  }

  /**
   * PyTorch's documented rule of ceil mode: a window may go off bounds if it starts in the input or
   * the padding before it; one that would start in the padding after it is ignored.
   */
  @ParameterizedTest
  @CsvSource({
    "4, 3, 2, 0, 1, 2",
    "5, 3, 2, 0, 2, 2",
    "6, 3, 2, 0, 2, 3",
    "5, 3, 3, 1, 2, 2", // a third window would start in the padding
    "6, 3, 3, 1, 2, 3",
    "3, 2, 2, 1, 2, 2", // a third window would start in the padding
    "2, 1, 2, 0, 1, 1", // a second window would start past the end
  })
  void ceilMode(int i, int k, int s, int p, int down, int up) {
    for (Rounding rounding : Rounding.values()) {
      MaxPool2d pool =
          new MaxPool2d(
              1,
              1,
              i,
              1,
              new Extent(k, 1),
              new Extent(s, 1),
              new Padding(p, p, 0, 0),
              rounding,
              false);

      assertThat(pool.outputShape().dimension(2)).isEqualTo(rounding == Rounding.UP ? up : down);
    }
  }

  /** ONNX operator tests maxpool_2d_ceil and averagepool_2d_ceil. */
  @Test
  void onnxCeil() {
    double[] x = count(1, 16);

    assertThat(
            Evaluate.output(
                new MaxPool2d(1, 1, 4, 4, THREE, TWO, Padding.NONE, Rounding.UP, false), x))
        .containsExactly(11, 12, 15, 16);
    assertThat(
            Evaluate.output(
                new AveragePool2d(1, 1, 4, 4, THREE, TWO, Padding.NONE, Rounding.UP, false, false),
                x))
        .containsExactly(new double[] {6, 7.5, 12, 13.5}, within(1e-14));
  }

  /** ONNX operator tests maxpool_2d_precomputed_pads and averagepool_2d_precomputed_pads. */
  @Test
  void onnxPads() {
    double[] x = count(1, 25);
    Padding pad = Padding.symmetric(2, 2);

    assertThat(Evaluate.output(new MaxPool2d(1, 1, 5, 5, FIVE, ONE, pad, Rounding.DOWN, false), x))
        .containsExactly(
            13, 14, 15, 15, 15, 18, 19, 20, 20, 20, 23, 24, 25, 25, 25, 23, 24, 25, 25, 25, 23, 24,
            25, 25, 25);
    assertThat(
            Evaluate.output(
                new AveragePool2d(1, 1, 5, 5, FIVE, ONE, pad, Rounding.DOWN, false, false), x))
        .containsExactly(
            new double[] {
              7, 7.5, 8, 8.5, 9, 9.5, 10, 10.5, 11, 11.5, 12, 12.5, 13, 13.5, 14, 14.5, 15, 15.5,
              16, 16.5, 17, 17.5, 18, 18.5, 19
            },
            within(1e-14));
    assertThat(
            Evaluate.output(
                new AveragePool2d(1, 1, 5, 5, FIVE, ONE, pad, Rounding.DOWN, true, false), x))
        .containsExactly(
            new double[] {
              2.52, 3.6, 4.8, 4.08, 3.24, 4.56, 6.4, 8.4, 7.04, 5.52, 7.2, 10, 13, 10.8, 8.4, 6.96,
              9.6, 12.4, 10.24, 7.92, 6.12, 8.4, 10.8, 8.88, 6.84
            },
            within(1e-14));
  }

  /**
   * In ceil mode the divisor counts padding, but not what the last window covers beyond it: of the
   * second window, which starts on the last element, that element and one of padding.
   */
  @Test
  void whatIsBeyondThePaddingNeverCounts() {
    AveragePool2d pool =
        new AveragePool2d(
            1,
            1,
            3,
            1,
            new Extent(3, 1),
            new Extent(3, 1),
            new Padding(1, 1, 0, 0),
            Rounding.UP,
            true,
            false);

    assertThat(Evaluate.output(pool, new double[] {6, 12, 8}))
        .containsExactly(new double[] {6, 4}, within(1e-14));
  }

  /** ONNX operator tests basic_conv_with_padding and basic_conv_without_padding. */
  @Test
  void onnxConvolution() {
    double[] x = count(0, 25);
    double[] ones = repeat(1, 9);

    assertThat(Evaluate.output(conv(5, Padding.symmetric(1, 1), ONE), x, ones))
        .containsExactly(
            12, 21, 27, 33, 24, 33, 54, 63, 72, 51, 63, 99, 108, 117, 81, 93, 144, 153, 162, 111,
            72, 111, 117, 123, 84);
    assertThat(Evaluate.output(conv(5, Padding.NONE, ONE), x, ones))
        .containsExactly(54, 63, 72, 99, 108, 117, 144, 153, 162);
  }

  /** ONNX operator tests conv_with_strides_…: padding, no padding, asymmetric padding. */
  @Test
  void onnxStridedConvolution() {
    double[] x = count(0, 35);
    double[] ones = repeat(1, 9);

    assertThat(Evaluate.output(conv(7, Padding.symmetric(1, 1), TWO), x, ones))
        .containsExactly(12, 27, 24, 63, 108, 81, 123, 198, 141, 112, 177, 124);
    assertThat(Evaluate.output(conv(7, Padding.NONE, TWO), x, ones))
        .containsExactly(54, 72, 144, 162, 234, 252);
    assertThat(Evaluate.output(conv(7, new Padding(1, 1, 0, 0), TWO), x, ones))
        .containsExactly(21, 33, 99, 117, 189, 207, 171, 183);
  }

  private static Conv2d conv(int h, Padding pad, Extent stride) {
    return new Conv2d(1, 1, h, 5, 1, THREE, stride, pad, ONE, 1, false);
  }

  /** Depthwise with a multiplier: output channels 2c and 2c + 1 look at input channel c only. */
  @Test
  void depthwiseConvolutionKeepsChannelsApart() {
    Conv2d conv = new Conv2d(1, 2, 1, 1, 4, ONE, ONE, Padding.NONE, ONE, 2, false);

    assertThat(Evaluate.output(conv, new double[] {3, 5}, new double[] {1, 10, 100, 1000}))
        .containsExactly(3, 30, 500, 5000);
  }

  /** By hand: the second difference of squares is 2; a sequence has no height. */
  @Test
  void sequences() {
    Conv1d conv = new Conv1d(1, 1, 6, 1, 3, 1, Sides.NONE, 1, 1, false);
    double[] squares = {0, 1, 4, 9, 16, 25};

    assertThat(conv.operands().get(1).shape()).isEqualTo(Shape.of(1, 1, 3));
    assertThat(conv.outputShape()).isEqualTo(Shape.of(1, 1, 4));
    assertThat(Evaluate.output(conv, squares, new double[] {1, -2, 1})).containsExactly(2, 2, 2, 2);
    assertThat(
            Evaluate.output(
                new Conv1d(1, 1, 6, 1, 2, 3, new Sides(0, 1), 2, 1, false),
                squares,
                new double[] {1, 10}))
        .containsExactly(40, 259);
    assertThat(
            Evaluate.output(
                new MaxPool1d(1, 1, 6, 3, 2, new Sides(0, 1), Rounding.DOWN, false), squares))
        .containsExactly(4, 16, 25);
    assertThat(
            Evaluate.output(
                new AveragePool1d(1, 1, 6, 3, 2, new Sides(1, 0), Rounding.UP, true, false),
                squares))
        .containsExactly(new double[] {1 / 3.0, 14 / 3.0, 50 / 3.0}, within(1e-14));
  }

  /** ONNX operator test softmax_example. */
  @Test
  void onnxSoftmax() {
    assertThat(Evaluate.output(new Softmax(Shape.of(1, 3), 1, 1), new double[] {-1, 0, 1}))
        .containsExactly(new double[] {0.09003058, 0.24472848, 0.66524094}, within(2e-8));
  }

  /** The gradient of a maximum goes to the first of equals. */
  @Test
  void tiesGoToTheFirstMaximum() {
    MaxPool2d pool = new MaxPool2d(1, 1, 2, 2, TWO, TWO, Padding.NONE, Rounding.DOWN, true);

    assertThat(Evaluate.gradient(pool, 0, new double[] {5}, repeat(7, 4)))
        .containsExactly(5, 0, 0, 0);
    assertThat(Evaluate.output(pool, new double[] {1, Double.NaN, 9, 2}))
        .containsExactly(Double.NaN);
    assertThat(Evaluate.output(pool, repeat(Double.NEGATIVE_INFINITY, 4)))
        .containsExactly(Double.NEGATIVE_INFINITY);
  }

  /** A multiply-add is two operations, and a gradient costs as much as the output. */
  @Test
  void work() {
    Conv2d conv =
        new Conv2d(1, 3, 224, 224, 64, THREE, ONE, Padding.symmetric(1, 1), ONE, 1, false);

    assertThat(conv.forwardFlops()).isEqualTo(2.0 * 64 * 224 * 224 * 27);
    assertThat(conv.flops(Direction.BACKWARD_WEIGHTS)).isEqualTo(conv.forwardFlops());
    assertThat(conv.flops(Direction.BACKWARD)).isEqualTo(2 * conv.forwardFlops());
    assertThat(new Linear(2, 3, 5, true).forwardFlops()).isEqualTo(60);
  }

  /** ONNX operator test convtranspose. */
  @Test
  void onnxTransposedConvolution() {
    ConvTranspose2d conv =
        new ConvTranspose2d(
            1, 1, 3, 3, 2, THREE, ONE, Padding.NONE, new Extent(0, 0), ONE, 1, false);

    double[] channel = {
      0, 1, 3, 3, 2, 3, 8, 15, 12, 7, 9, 21, 36, 27, 15, 9, 20, 33, 24, 13, 6, 13, 21, 15, 8
    };
    double[] both = java.util.Arrays.copyOf(channel, 50);
    System.arraycopy(channel, 0, both, 25, 25);
    assertThat(Evaluate.output(conv, count(0, 9), repeat(1, 18))).containsExactly(both);
  }

  /** A volume of depth 1 is an image. */
  @Test
  void depthOneIsTwoDimensional() {
    Extent3d one = new Extent3d(1, 1, 1);
    Padding3d pad = new Padding3d(Sides.NONE, new Sides(1, 0), new Sides(0, 2));
    Conv3d deep = new Conv3d(1, 2, 1, 4, 5, 3, new Extent3d(1, 3, 3), one, pad, one, 1, false);
    Conv2d flat = new Conv2d(1, 2, 4, 5, 3, THREE, ONE, new Padding(1, 0, 0, 2), ONE, 1, false);

    assertThat(Evaluate.output(deep, count(0, 40), count(0, 54)))
        .containsExactly(Evaluate.output(flat, count(0, 40), count(0, 54)));
  }
}
