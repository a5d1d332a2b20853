package dev.assay.reference.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.op.OperationText;
import dev.assay.reference.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The error gauge of every operation, worked out by hand from the derivation in its documentation.
 * A bound that is too tight accuses the innocent, which honest backends show; one that is too loose
 * shows nowhere but here.
 */
class GaugeTest {

  /**
   * Problem, inputs, which element, and its gauge: value, magnitude, terms, roundings, inherited,
   * flushed.
   */
  private static final String WORKED_OUT =
      """
      relu shape=2 | x = -3 5 | y 0 | 0 0 0 0 0 0
      relu shape=2 | x = -3 5 | y 1 | 5 5 0 0 0 0
      relu backward-data shape=1 | x = 3; g = -2 | ∂x 0 | -2 2 0 0 0 0
      leaky-relu shape=2 slope=0.5 | x = -3 5 | y 0 | -1.5 1.5 0 2 0 0
      leaky-relu shape=2 slope=0.5 | x = -3 5 | y 1 | 5 5 0 0 0 0
      randomized-leaky-relu shape=1 | x = -3; slopes = 0.5 | y 0 | -1.5 1.5 0 1 0 0
      arg-max shape=4 axis=0 | x = -1 1e-39 -1e-39 2e-39 | y 0 | 3 3 0 0 0 0
      arg-max shape=3 axis=0 | x = 1e-39 2e-38 0 | y 0 | 1 1 0 0 0 0
      sigmoid shape=1 | x = 0 | y 0 | 0.5 0.5 0 10 0 0
      sigmoid shape=1 | x = -1 | y 0 | 0.2689414214 0.2689414214 0 10 0.3932238665 0
      sigmoid backward-data shape=1 | x = 0; g = -4 | ∂x 0 | -1 2 0 13 0 4
      tanh shape=1 | x = -Inf | y 0 | -1 1 0 10 0 0
      tanh backward-data shape=1 | x = 0; g = -4 | ∂x 0 | -4 4 0 23 0 0
      dropout shape=1 rate=0.75 | x = -3; mask = 1 | y 0 | -12 12 0 3 36 4
      dropout backward-data shape=1 rate=0.75 | x = 1; mask = 1; g = -3 | ∂x 0 | -12 12 0 3 36 4
      random-dropout shape=1 rate=0.75 | x = 1; output gradient = -3 | y 0 | 4 4 0 3 12 4
      random-dropout shape=1 rate=0.75 | x = 1; output gradient = -3 | y 1 | -12 12 0 3 36 4
      softmax shape=2 axis=0 | x = 0 0 | y 1 | 0.5 0.5 0 20 0 0
      softmax shape=2 axis=0 | x = 0 -1 | y 0 | 0.7310585786 0.7310585786 0 20 0.5898357997 0
      softmax shape=2 axis=0 | x = 0 -1 | y 1 | 0.2689414214 0.2689414214 0 20 1.0238127285 0
      softmax shape=2x2 axis=0 | x = 0 0 -1 0 | y 0 | 0.7310585786 0.7310585786 0 20 0.5898357997 0
      softmax backward-data shape=2x2 axis=0 | x = 0 0 0 0; g = 1 2 3 4 | ∂x 0 | -0.5 2.5 0 27 0 3
      softmax shape=2 axis=0 beta=2.0 | x = 3 3 | y 0 | 0.5 0.5 0 20 12 0
      softmax backward-data shape=2 axis=0 beta=2.0 | x = 3 3; g = -1 5 | ∂x 0 | -3 7 0 27 144 12
      softmax backward-data shape=2 axis=0 beta=-2.0 | x = 3 3; g = -1 5 | ∂x 0 | 3 7 0 27 144 12
      log-softmax shape=2 axis=0 | x = 7 -1000 | y 1 | -1007 1 0 11 2021 0
      log-softmax shape=2 axis=0 | x = -7 -7 | y 1 | -0.6931471806 1 0 11 13.931471806 0
      log-softmax backward-data shape=2 axis=0 beta=-2.0 | x = 0 0; g = -1 5 | ∂x 0 | 6 8 0 26 33.271064666 8
      log-softmax backward-data shape=2 axis=0 | x = 0 -1000; g = -1 5 | ∂x 1 | 5 5 0 26 0 4
      mean-squared-error shape=2 | x = 1 5; target = 3 -1 | y 0 | 20 20 0 6 0 0
      mean-squared-error backward-data shape=2 | x = 1 5; target = 3 -1; g = -3 | ∂x 1 | -18 18 0 5 0 0
      cross-entropy n=2 classes=2 | logits = 0 0 0 0; target = 0.25 0.75 1 0 | y 0 | 0.6931471806 1.6931471806 0 17 6.931471806 0
      cross-entropy backward-data n=2 classes=2 | logits = 0 0 0 0; target = 0.5 1 0 1; g = -4 | ∂logits 0 | -0.5 2.5 0 26 12.476649250 2
      cross-entropy-of-probabilities n=2 classes=2 | probabilities = 0.5 0.25 0.5 0.5; target = 1 0 0 1 | y 0 | 0.6931471806 0.6931471806 0 15 0 0
      cross-entropy-of-probabilities backward-data n=2 classes=2 | probabilities = 0.5 0.25 0.5 0.5; target = 1 0 0 1; g = 4 | ∂probabilities 0 | -4 4 0 5 0 0
      binary-cross-entropy shape=2 | logits = 0 1000; target = 0.25 0.5 | y 0 | 250.3465735903 750.3465735903 0 15 3 0
      binary-cross-entropy shape=2 | logits = -1000 -1000; target = 0.25 0 | y 0 | 125 125 0 15 1751 0
      binary-cross-entropy backward-data shape=2 | logits = 0 1; target = 0.25 0; g = -4 | ∂logits 0 | -0.5 1.5 0 14 0 2
      binary-cross-entropy backward-data shape=2 | logits = 0 1; target = 0.25 1; g = -4 | ∂logits 1 | 0.5378828427 4 0 14 0.786447733 2
      binary-cross-entropy-of-probabilities shape=2 | probabilities = 0.5 0.5; target = 0.25 1 | y 0 | 0.6931471806 0.6931471806 0 15 0.375 0
      binary-cross-entropy-of-probabilities backward-data shape=2 | probabilities = 0.5 0.5; target = 0.25 1; g = -4 | ∂probabilities 0 | -2 4 0 7 0 0
      linear n=1 in=2 out=1 bias=true | x = 1 -2; weights = 3 4; bias = -1 | y 0 | -6 12 3 0 0 0
      linear backward n=2 in=1 out=1 bias=true | x = 1 -2; weights = 3; bias = 0; g = 4 -5 | ∂x 1 | -15 15 1 0 0 0
      linear backward n=2 in=1 out=1 bias=true | x = 1 -2; weights = 3; bias = 0; g = 4 -5 | ∂weights 0 | 14 14 2 0 0 0
      linear backward n=2 in=1 out=1 bias=true | x = 1 -2; weights = 3; bias = 0; g = 4 -5 | ∂bias 0 | -1 9 2 0 0 0
      conv1d n=1 c=1 l=2 k=1 kernel=3 pad=1 bias=true | x = 1 -2; weights = 3 4 5; bias = 1 | y 0 | -5 15 3 0 0 0
      conv2d n=1 c=1 h=1 w=2 k=1 kernel=3x3 pad=1x1 | x = 1 -2; weights = 9 9 9 3 4 5 9 9 9 | y 1 | -5 11 2 0 0 0
      conv3d n=1 c=1 d=2 h=1 w=1 k=1 kernel=3x1x1 pad=1x0x0 bias=true | x = 1 -2; weights = 3 4 5; bias = 1 | y 0 | -5 15 3 0 0 0
      conv-transpose2d n=1 c=1 h=1 w=2 k=1 kernel=1x2 bias=true | x = 1 -2; weights = 3 4; bias = 1 | y 1 | -1 11 3 0 0 0
      locally-connected2d n=1 c=1 h=1 w=2 k=1 kernel=1x1 bias=true | x = 1 -2; weights = 3 4; bias = 1 1 | y 1 | -7 9 2 0 0 0
      max-pool1d n=1 c=1 l=2 kernel=2 | x = -5 -3 | y 0 | -3 3 0 0 0 0
      max-pool2d backward-data n=1 c=1 h=1 w=3 kernel=1x2 | x = -5 -3 -5; g = 4 -5 | ∂x 1 | -1 9 2 0 0 0
      max-pool3d n=1 c=1 d=2 h=1 w=1 kernel=2x1x1 | x = -5 -3 | y 0 | -3 3 0 0 0 0
      average-pool1d n=1 c=1 l=2 kernel=2 | x = -3 1 | y 0 | -1 2 0 4 0 0
      average-pool2d n=1 c=1 h=1 w=2 kernel=1x2 | x = -3 1 | y 0 | -1 2 0 4 0 0
      average-pool2d backward-data n=1 c=1 h=1 w=3 kernel=1x2 | x = 0 0 0; g = -6 4 | ∂x 1 | -1 5 0 4 0 0
      average-pool3d n=1 c=1 d=2 h=1 w=1 kernel=2x1x1 | x = -3 1 | y 0 | -1 2 0 4 0 0
      batch-norm shape=2x1 epsilon=3.0 | x = 1 3; gamma = -2; beta = 5 | y 0 | 6 8 0 4 15.2892140392 1
      batch-norm backward shape=2x1 epsilon=3.0 | x = 1 3; gamma = -2; beta = 5; g = 1 5 | ∂x 0 | 1.5 9 0 8 41.223035098 0
      batch-norm backward shape=2x1 epsilon=3.0 | x = 1 3; gamma = -2; beta = 5; g = 1 5 | ∂gamma 0 | 2 14 0 6 38.5784280784 0
      batch-norm backward shape=2x1 epsilon=3.0 | x = 1 3; gamma = -2; beta = 5; g = 1 -5 | ∂beta 0 | -4 6 2 0 0 0
      layer-norm shape=2 epsilon=3.0 | x = 1 3; gamma = -2 1; beta = 5 0 | y 0 | 6 8 0 4 15.2892140392 1
      group-norm shape=1x2 groups=1 epsilon=3.0 | x = 1 3; gamma = -2 1; beta = 5 0 | y 0 | 6 8 0 4 15.2892140392 1
      instance-norm backward shape=2x1x2 epsilon=3.0 | x = 1 3 1 3; gamma = -2; beta = 5; g = 1 5 1 5 | ∂gamma 0 | 4 28 0 8 77.1568561568 0
      batch-norm-inference shape=1x1 epsilon=3.0 | x = 3; gamma = -2; beta = 5; mean = 1; variance = 1 | y 0 | 3 9 0 4 10 1
      batch-norm-inference backward shape=1x1 epsilon=3.0 | x = 3; gamma = -2; beta = 5; mean = 1; variance = 1; g = -4 | ∂x 0 | 4 4 0 2 20 0
      batch-norm-statistics shape=2x1 momentum=0.75 unbiased=true | x = 1 3; mean = -4; variance = 2 | y 0 | -2.5 3.5 0 3 6.5 0
      batch-norm-statistics shape=2x1 momentum=0.75 unbiased=true | x = 1 3; mean = -4; variance = 2 | y 1 | 2 2 0 3 13.1568561568 0
      local-response-norm n=1 c=3 h=1 w=1 size=3 alpha=1.0 beta=1.0 k=1.0 | x = -1 1 1 | y 0 | -0.3333333333 0.3333333333 0 1 8.9953742956 0.3333333333
      local-response-norm n=1 c=3 h=1 w=1 size=3 alpha=1.0 beta=1.0 k=1.0 | x = 1 1 1 | y 1 | 0.25 0.25 0 1 7.7157359028 0.25
      local-response-norm backward-data n=1 c=3 h=1 w=1 size=3 alpha=1.0 beta=1.0 k=1.0 | x = 1 1 1; g = 1 1 1 | ∂x 0 | -0.0138888889 0.6805555556 0 10 21.7529362218 0
      add shape=1 | a = -3; b = 2 | y 0 | -1 5 1 0 0 0
      concat shape=1 axis=0 other=1 | a = 2; b = -3 | y 1 | -3 3 0 0 0 0
      flatten shape=1x2 | x = 2 -3 | y 1 | -3 3 0 0 0 0
      one-hot n=1 classes=2 | labels = 1 | y 1 | 1 1 0 0 0 0
      arg-max shape=2 axis=0 | x = 2 3 | y 0 | 1 1 0 0 0 0
      sgd size=1 learning-rate=0.5 decay=0.25 | weights = -4; gradient = 2 | y 0 | -4.5 5.5 0 7 0 0
      identity-shortcut n=1 c=1 h=1 w=3 stride=1x2 before=1 | x = 5 6 -7 | y 3 | -7 7 0 0 0 0
      identity-shortcut n=1 c=1 h=1 w=3 stride=1x2 before=1 | x = 5 6 -7 | y 1 | 0 0 0 0 0 0
      identity-shortcut backward-data n=1 c=1 h=1 w=3 stride=1x2 before=1 | x = 5 6 -7; g = 1 2 3 -4 | ∂x 2 | -4 4 0 0 0 0
      momentum size=1 learning-rate=0.5 momentum=0.5 decay=0.25 | weights = -4; gradient = 2; velocity = -6 | y 0 | -3 7 0 14 0 0
      momentum size=1 learning-rate=0.5 momentum=0.5 decay=0.25 | weights = -4; gradient = 2; velocity = -6 | y 1 | -2 6 0 10 0 0
      momentum size=1 learning-rate=0.5 momentum=0.5 decay=0.25 nesterov=true | weights = -4; gradient = 2; velocity = -6 | y 0 | -4 10 0 14 0 0
      adam size=1 step=1 learning-rate=0.5 beta1=0.5 beta2=0.75 epsilon=1.0 decay=0.25 | weights = -4; gradient = 3; first moment = 2; second moment = 4 | y 0 | -4.4 4 0 6 23.24 0.2
      adam size=1 step=1 learning-rate=0.5 beta1=0.5 beta2=0.75 epsilon=1.0 decay=0.25 | weights = -4; gradient = 3; first moment = 2; second moment = 4 | y 1 | 2 3 0 7 2 0
      adam size=1 step=1 learning-rate=0.5 beta1=0.5 beta2=0.75 epsilon=1.0 decay=0.25 | weights = -4; gradient = 3; first moment = 2; second moment = 4 | y 2 | 4 7 0 12 12 0
      adam size=1 step=2 learning-rate=0.5 beta1=0.5 beta2=0.0 epsilon=1.0 decay=0.25 | weights = -4; gradient = 3; first moment = 2; second moment = 4 | y 0 | -4.4444444444 4 0 6 19.1851851852 0.2222222222
      adam size=1 step=1 learning-rate=0.5 beta1=0.5 beta2=0.0 epsilon=1.0 decay=0.5 | weights = -4; gradient = 2; first moment = 2; second moment = 4 | y 0 | -5 4 0 6 56609.49 1
      adam size=1 step=1 learning-rate=0.5 beta1=0.5 beta2=0.75 epsilon=1.0 decay=0.25 decoupled=true | weights = -4; gradient = 3; first moment = 2; second moment = 0 | y 0 | -4.125 4.5 0 6 31.390625 0.25
      """;

  @Test
  void workedOutByHand() {
    assertThat(WORKED_OUT.lines().flatMap(GaugeTest::contradiction)).isEmpty();
  }

  /** The line and what was computed, unless they agree. */
  private static Stream<String> contradiction(String line) {
    String[] cells = line.split("\\|");
    Problem problem = Problem.parse(cells[0].strip());
    String[] element = cells[2].strip().split(" ");
    List<String> names = problem.results().stream().map(NamedTensors::nameOf).toList();
    Gauge gauge = new Gauge();
    new Oracle(problem, NamedTensors.parse(cells[1]).asInputs(problem))
        .element(names.indexOf(element[0]), Integer.parseInt(element[1]), gauge);

    double[] expected =
        Arrays.stream(cells[3].strip().split(" ")).mapToDouble(Double::parseDouble).toArray();
    double[] actual = {
      gauge.value(),
      gauge.magnitude(),
      gauge.terms(),
      gauge.roundings(),
      gauge.inherited(),
      gauge.flushed()
    };
    boolean agree =
        expected.length == actual.length
            && IntStream.range(0, actual.length).allMatch(i -> agree(expected[i], actual[i]));
    return agree ? Stream.empty() : Stream.of(line + " but was " + Arrays.toString(actual));
  }

  /** Up to terms of second order, which are left out of the table. */
  private static boolean agree(double expected, double actual) {
    return Math.abs(actual - expected) <= 1e-6 * Math.abs(expected);
  }

  /** All but the bias of a contraction, and nothing of what else adds up products. */
  @ParameterizedTest
  @CsvSource({
    "linear n=1 in=2 out=1 bias=true, x = 1 -2; weights = 3 4; bias = -1, y, 11",
    "'conv2d n=1 c=1 h=1 w=1 k=1 kernel=1x1 bias=true', x = -2; weights = 3; bias = 5, y, 6",
    "mean-squared-error shape=2, x = 1 5; target = 3 -1, y, 0",
    "average-pool2d n=1 c=1 h=1 w=2 kernel=1x2, x = -3 1, y, 0",
    "linear backward n=1 in=1 out=1 bias=true, x = 1; weights = 3; bias = 0; g = -5, ∂bias, 0"
  })
  void productsOfContractions(String problem, String inputs, String result, double products) {
    Problem parsed = Problem.parse(problem);
    List<String> names = parsed.results().stream().map(NamedTensors::nameOf).toList();
    Gauge gauge = new Gauge();
    new Oracle(parsed, NamedTensors.parse(inputs).asInputs(parsed))
        .element(names.indexOf(result), 0, gauge);

    assertThat(gauge.products()).isEqualTo(products);
  }

  @Test
  void everyOperationIsWorkedOut() {
    List<String> operations = WORKED_OUT.lines().map(line -> line.split(" ")[0]).toList();

    assertThat(new TreeSet<>(operations)).containsExactlyElementsOf(OperationText.names());
  }
}
