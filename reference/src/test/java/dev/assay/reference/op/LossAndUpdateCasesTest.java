package dev.assay.reference.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Activations, losses, structure and updates against numbers published or worked out by hand. */
class LossAndUpdateCasesTest {

  /** ONNX operator tests logsoftmax_example_1 and logsoftmax_large_number. */
  @Test
  void onnxLogSoftmax() {
    assertThat(Evaluate.output(new LogSoftmax(Shape.of(1, 3), 1, 1), new double[] {-1, 0, 1}))
        .containsExactly(new double[] {-2.4076061, -1.407606, -0.407606}, within(1e-6));
    assertThat(
            Evaluate.output(
                new LogSoftmax(Shape.of(2, 4), 1, 1),
                new double[] {0, 1, 2, 3, 10000, 10001, 10002, 10003}))
        .containsExactly(
            new double[] {
              -3.4401896,
              -2.4401896,
              -1.4401896,
              -0.44018966,
              -3.4401896,
              -2.4401896,
              -1.4401896,
              -0.44018966
            },
            within(1e-6));
  }

  @Test
  void logSoftmaxIsTheLogarithmOfSoftmax() {
    double[] x = {0.3, -2, 1.5, 0.25, 4, -1};
    for (int axis = 0; axis < 2; axis++) {
      for (double beta : new double[] {1, -2, 0.5}) {
        double[] softmax = Evaluate.output(new Softmax(Shape.of(2, 3), axis, beta), x);

        assertThat(Evaluate.output(new LogSoftmax(Shape.of(2, 3), axis, beta), x))
            .containsExactly(Arrays.stream(softmax).map(Math::log).toArray(), within(1e-14));
      }
    }
  }

  /** The documentation of scikit-learn's log_loss: spam, ham, ham, spam gives 0.21616. */
  @Test
  void logLossOfSpam() {
    double[] spam = {.9, .1, .2, .65};
    double[] isSpam = {1, 0, 0, 1};
    double[] logits = Arrays.stream(spam).map(p -> Math.log(p / (1 - p))).toArray();

    assertThat(Evaluate.output(new BinaryCrossEntropyOfProbabilities(Shape.of(4)), spam, isSpam)[0])
        .isCloseTo(0.21616, within(5e-6));
    assertThat(Evaluate.output(new BinaryCrossEntropy(Shape.of(4)), logits, isSpam)[0])
        .isCloseTo(0.21616, within(5e-6));
    assertThat(
            Evaluate.output(
                new CrossEntropyOfProbabilities(4, 2),
                new double[] {.1, .9, .9, .1, .8, .2, .35, .65},
                new double[] {0, 1, 1, 0, 1, 0, 0, 1})[0])
        .isCloseTo(0.21616, within(5e-6));
  }

  /** The lecture's two networks, from their probabilities as printed. */
  @Test
  void lecturesNetworks() {
    CrossEntropyOfProbabilities loss = new CrossEntropyOfProbabilities(3, 2);
    double[] labels = {1, 0, 0, 1, 1, 0};

    assertThat(Evaluate.output(loss, new double[] {.9, .1, .1, .9, .4, .6}, labels)[0])
        .isCloseTo(0.375671, within(5e-7));
    assertThat(Evaluate.output(loss, new double[] {.6, .4, .3, .7, .1, .9}, labels)[0])
        .isCloseTo(1.056695, within(5e-7));
  }

  @Test
  void binaryCrossEntropyIsStable() {
    double[] x = {1000, -1000, 1000, -1000, 0};
    double[] t = {1, 0, 0, 1, 0.5};

    assertThat(Evaluate.output(new BinaryCrossEntropy(Shape.of(5)), x, t))
        .containsExactly(new double[] {(2000 + Math.log(2)) / 5}, within(1e-12));
    assertThat(Evaluate.gradient(new BinaryCrossEntropy(Shape.of(5)), 0, new double[] {5}, x, t))
        .containsExactly(0, 0, 1, -1, 0);
  }

  @Test
  void randomizedLeakyRelu() {
    double[] x = {2, -2, -0.0, -4};
    double[] slopes = {9, 0.25, 3, 0.5};
    RandomizedLeakyRelu relu = new RandomizedLeakyRelu(Shape.of(4));

    assertThat(Evaluate.output(relu, x, slopes)).containsExactly(2, -0.5, -0.0, -2);
    assertThat(Evaluate.gradient(relu, 0, new double[] {1, 1, 1, 10}, x, slopes))
        .containsExactly(1, 0.25, 3, 5);
  }

  /** What is kept grows so that the expectation stays. */
  @Test
  void dropout() {
    double[] x = {1, 2, 3, 4};
    double[] mask = {1, 0, 0, 1};

    assertThat(Evaluate.output(new Dropout(Shape.of(4), 0.5), x, mask)).containsExactly(2, 0, 0, 8);
    assertThat(Evaluate.gradient(new Dropout(Shape.of(4), 0.75), 0, x, x, mask))
        .containsExactly(4, 0, 0, 16);
    assertThat(Evaluate.output(new Dropout(Shape.of(4), 0), x, mask)).containsExactly(1, 0, 0, 4);
  }

  /** What is kept and its gradient lie one behind the other; which are kept is not said. */
  @Test
  void randomDropout() {
    double[] x = {1, 2};
    double[] g = {-3, 4};
    RandomDropout both = new RandomDropout(Shape.of(2, 1), 0.75, true);

    assertThat(both.outputShape()).isEqualTo(Shape.of(2, 2, 1));
    assertThat(Evaluate.output(both, x, g)).containsExactly(4, 8, -12, 16);
    RandomDropout forward = new RandomDropout(Shape.of(2, 1), 0.5, false);
    assertThat(forward.outputShape()).isEqualTo(Shape.of(2, 1));
    assertThat(forward.operands()).hasSize(1);
    assertThat(Evaluate.output(forward, x)).containsExactly(2, 4);
  }

  @Test
  void labelsAreEncodedAndDecoded() {
    double[] labels = {2, 0, 3};
    double[] encoded = Evaluate.output(new OneHot(3, 4), labels);

    assertThat(encoded).containsExactly(0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1);
    assertThat(Evaluate.output(new ArgMax(Shape.of(3, 4), 1), encoded)).isEqualTo(labels);
  }

  /** ONNX operator tests argmax_no_keepdims_example and its select-first rule for equals. */
  @Test
  void argMaxTakesTheFirstOfEquals() {
    double[] x = {2, 2, 3, 10};

    assertThat(Evaluate.output(new ArgMax(Shape.of(2, 2), 1), x)).containsExactly(0, 1);
    assertThat(Evaluate.output(new ArgMax(Shape.of(2, 2), 0), x)).containsExactly(1, 1);
    assertThat(Evaluate.output(new ArgMax(Shape.of(2, 2), 0), Evaluate.repeat(7, 4)))
        .containsExactly(0, 0);
    assertThat(new ArgMax(Shape.of(2, 3, 4), 1).outputShape()).isEqualTo(Shape.of(2, 4));
    assertThat(new ArgMax(Shape.of(3), 0).outputShape()).isEqualTo(Shape.of(1));
  }

  /** The documentation of numpy.concatenate. */
  @Test
  void concat() {
    double[] a = {1, 2, 3, 4};
    double[] b = {5, 6};

    assertThat(Evaluate.output(new Concat(Shape.of(2, 2), 0, 1), a, b))
        .containsExactly(1, 2, 3, 4, 5, 6);
    Concat columns = new Concat(Shape.of(2, 2), 1, 1);
    assertThat(Evaluate.output(columns, a, b)).containsExactly(1, 2, 5, 3, 4, 6);
    double[] g = {10, 20, 30, 40, 50, 60};
    assertThat(Evaluate.gradient(columns, 0, g, a, b)).containsExactly(10, 20, 40, 50);
    assertThat(Evaluate.gradient(columns, 1, g, a, b)).containsExactly(30, 60);
  }

  /** Every other row and column, between channels of zeros. */
  @Test
  void identityShortcut() {
    IdentityShortcut shortcut = new IdentityShortcut(1, 2, 2, 3, new Extent(2, 2), 1, 1);
    double[] x = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

    assertThat(shortcut.outputShape()).isEqualTo(Shape.of(1, 4, 1, 2));
    assertThat(Evaluate.output(shortcut, x)).containsExactly(0, 0, 1, 3, 7, 9, 0, 0);
    double[] g = {10, 20, 30, 40, 50, 60, 70, 80};
    assertThat(Evaluate.gradient(shortcut, 0, g, x))
        .containsExactly(30, 0, 40, 0, 0, 0, 50, 0, 60, 0, 0, 0);
  }

  @Test
  void flattenKeepsTheOrder() {
    Flatten flatten = new Flatten(Shape.of(2, 3, 4, 5));

    assertThat(flatten.outputShape()).isEqualTo(Shape.of(2, 60));
    assertThat(Evaluate.output(flatten, Evaluate.count(1, 120))).isEqualTo(Evaluate.count(1, 120));
  }

  @Test
  void bothWaysOfAResidualGetTheWholeGradient() {
    Problem problem = Problem.parse("add backward-data shape=3");

    assertThat(problem.results())
        .extracting(Problem.Result::name)
        .containsExactly("gradient of a", "gradient of b");
    assertThat(Evaluate.output(new Add(Shape.of(2)), new double[] {1, 2}, new double[] {10, 20}))
        .containsExactly(11, 22);
  }

  /** The documentation of Keras' SGD: from 1 to 0.9; with momentum the second step is 0.18. */
  @Test
  void kerasSgd() {
    double[] one = {1};
    double[] zero = {0};

    assertThat(Evaluate.output(new Sgd(1, 0.1, 0), one, one))
        .containsExactly(new double[] {0.9}, within(1e-15));
    Momentum momentum = new Momentum(1, 0.1, 0.9, 0, false);
    double[] first = Evaluate.output(momentum, one, one, zero);
    assertThat(first).containsExactly(new double[] {0.9, 1}, within(1e-15));
    double[] second =
        Evaluate.output(
            momentum, new double[] {first[0]}, new double[] {first[0]}, new double[] {first[1]});
    assertThat(first[0] - second[0]).isCloseTo(0.18, within(1e-15));
  }

  /** Nesterov's momentum in the form w + μ·v − α·g with v = −α·g, as Keras documents it. */
  @Test
  void nesterovLooksAhead() {
    assertThat(
            Evaluate.output(
                new Momentum(1, 0.1, 0.9, 0, true),
                new double[] {1},
                new double[] {1},
                new double[] {0}))
        .containsExactly(new double[] {1 - 0.9 * 0.1 - 0.1, 1}, within(1e-15));
  }

  @Test
  void decayIsPartOfTheGradient() {
    double[] w = {2};
    double[] g = {1};
    double[] penalised = {1 + 0.5 * 2};
    double[] v = {3};

    assertThat(Evaluate.output(new Sgd(1, 0.1, 0.5), w, g))
        .isEqualTo(Evaluate.output(new Sgd(1, 0.1, 0), w, penalised));
    for (boolean nesterov : new boolean[] {false, true}) {
      assertThat(Evaluate.output(new Momentum(1, 0.1, 0.9, 0.5, nesterov), w, g, v))
          .isEqualTo(Evaluate.output(new Momentum(1, 0.1, 0.9, 0, nesterov), w, penalised, v));
    }
    assertThat(Evaluate.output(new Adam(1, 3, 0.1, 0.9, 0.99, 0.5, 0.5, false), w, g, v, v))
        .isEqualTo(
            Evaluate.output(new Adam(1, 3, 0.1, 0.9, 0.99, 0.5, 0, false), w, penalised, v, v));
  }

  /** The documentation of Keras' Adam: the first step from 10 with rate 0.1 leads to 9.9. */
  @Test
  void kerasAdam() {
    double[] ten = {10};
    double[] zero = {0};

    double[] updated =
        Evaluate.output(new Adam(1, 1, 0.1, 0.9, 0.999, 1e-7, 0, false), ten, ten, zero, zero);

    assertThat(updated).containsExactly(new double[] {9.9, 1, 0.1}, within(1e-8));
  }

  /** By the paper's algorithm, written out. */
  @Test
  void adamCorrectsTheBiasOfItsMoments() {
    double m = 0.9 * 0.2 + 0.1 * 4;
    double v = 0.99 * 0.3 + 0.01 * 16;
    double mHat = m / (1 - 0.9 * 0.9 * 0.9);
    double vHat = v / (1 - 0.99 * 0.99 * 0.99);

    assertThat(
            Evaluate.output(
                new Adam(1, 3, 0.1, 0.9, 0.99, 0.5, 0, false),
                new double[] {7},
                new double[] {4},
                new double[] {0.2},
                new double[] {0.3}))
        .containsExactly(
            new double[] {7 - 0.1 * mHat / (Math.sqrt(vHat) + 0.5), m, v}, within(1e-14));
  }

  /** The difference between AdamW and Adam, from Loshchilov &amp; Hutter's algorithm 2. */
  @Test
  void decoupledDecayStaysOutOfTheMoments() {
    List<double[]> inputs =
        List.of(new double[] {7}, new double[] {4}, new double[] {0.2}, new double[] {0.3});
    double[] plain =
        Evaluate.output(
            new Adam(1, 3, 0.1, 0.9, 0.99, 0.5, 0, false), inputs.toArray(double[][]::new));
    double[] decoupled =
        Evaluate.output(
            new Adam(1, 3, 0.1, 0.9, 0.99, 0.5, 0.5, true), inputs.toArray(double[][]::new));

    assertThat(decoupled)
        .containsExactly(
            new double[] {plain[0] - 0.1 * 0.5 * 7, plain[1], plain[2]}, within(1e-14));
  }

  @Test
  void updatesHaveNoGradient() {
    assertThatThrownBy(() -> Evaluate.gradient(new OneHot(1, 2), 0, new double[2], new double[1]))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("one-hot");
  }
}
