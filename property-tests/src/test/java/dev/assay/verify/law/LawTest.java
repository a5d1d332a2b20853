package dev.assay.verify.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Operand;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of which problems laws speak, and what they see of results. */
class LawTest {
  /** Less than integers differ by, and far more than any bound for such small problems. */
  private static final double LITTLE = 0x1p-5;

  /** By which it is asked for, and told of. */
  @Test
  void eachHasANameAndAStatementOfItsOwn() {
    assertThat(Law.all()).extracting(Law::name).doesNotHaveDuplicates().doesNotContain("");
    assertThat(Law.all()).extracting(Law::statement).doesNotHaveDuplicates().doesNotContain("");
    assertThat(Law.all()).allMatch(law -> Law.named(law.name()).getClass() == law.getClass());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Law.named("linearly"))
        .withMessageContaining("unknown law 'linearly'")
        .withMessageContaining("linearity");
  }

  /** Nothing is made of integers whose sums would not be exact, not even an exception. */
  @ParameterizedTest
  @CsvSource({
    "adjoint-identity, conv2d n=2 c=1 h=1 w=1 k=1 kernel=1x1 pad=2048x2048",
    "channel-checksum, conv2d n=2 c=1 h=1 w=1 k=1 kernel=1x1 pad=2048x2048",
    "linearity, conv2d n=2 c=1 h=1 w=1 k=1 kernel=1x1 pad=2048x2048",
    "padding-as-zeros, conv2d n=2 c=1 h=1 w=1 k=1 kernel=1x1 pad=2048x2048",
    "sharded-gradient, conv2d n=2 c=1 h=1 w=1 k=1 kernel=1x1 pad=2048x2048",
    "translation, conv2d n=2 c=1 h=1 w=1 k=1 kernel=1x1 pad=2048x2048",
    "group-split, conv2d n=2 c=2 h=1 w=1 k=2 kernel=1x1 pad=2048x2048 groups=2",
    "dilation-as-spread-kernel, conv2d n=2 c=1 h=1 w=1 k=1 kernel=2x2 pad=2048x2048 dilation=2x2",
    "stride-as-subsampling, conv2d n=2 c=1 h=1 w=1 k=1 kernel=1x1 pad=2048x2048 stride=64x64",
    "model-parallelism, linear n=16777217 in=1 out=2"
  })
  void ofSumsThatAreTooLongLawsOfIntegersSayNothing(String law, String problem) {
    assertThat(Law.named(law).of(Problem.parse(problem))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "adjoint-identity, max-pool2d n=1 c=1 h=4 w=4 kernel=2x2, true",
    "adjoint-identity, tanh shape=4, false",
    "adjoint-identity, arg-max shape=4 axis=0, false",
    "channel-checksum, linear n=1 in=2 out=1, true",
    "channel-checksum, conv-transpose2d n=1 c=2 h=2 w=2 k=2 kernel=2x2, false",
    "channel-checksum, locally-connected2d n=1 c=1 h=3 w=3 k=1 kernel=2x2, false",
    "stride-as-subsampling, conv1d n=1 c=1 l=4 k=1 kernel=2 stride=2, true",
    "stride-as-subsampling, conv2d n=1 c=1 h=4 w=4 k=1 kernel=2x2 stride=1x2, true",
    "stride-as-subsampling, conv3d n=1 c=1 d=4 h=4 w=4 k=1 kernel=2x2x2 stride=2x1x1, true",
    "stride-as-subsampling, conv2d n=1 c=1 h=4 w=4 k=1 kernel=2x2, false",
    "batch-permutation, relu shape=2x3, true",
    "batch-permutation, relu shape=1x3, false",
    "batch-permutation, batch-norm shape=2x3, true",
    "batch-permutation, mean-squared-error shape=2x3, false",
    "batch-split, relu shape=2x3, true",
    "batch-split, relu shape=1x3, false",
    "batch-split, batch-norm shape=2x3, false",
    "sharded-gradient, linear n=2 in=3 out=2, true",
    "sharded-gradient, linear n=1 in=3 out=2, false",
    "sharded-gradient, batch-norm shape=2x3, false",
    "sharded-gradient, relu shape=2x3, false",
    "sharded-loss, cross-entropy n=2 classes=3, true",
    "sharded-loss, cross-entropy n=1 classes=3, false",
    "sharded-loss, cross-entropy n=2 classes=3 fill=special, false",
    "sharded-loss, softmax shape=2x3 axis=1, false",
    "model-parallelism, linear n=1 in=1 out=2, true",
    "model-parallelism, linear n=1 in=1 out=1, false",
    "linearity, average-pool2d n=1 c=1 h=4 w=4 kernel=2x2, true",
    "linearity, relu shape=2x3, false",
    "translation, average-pool2d n=1 c=1 h=4 w=4 kernel=2x2, true",
    "translation, max-pool2d n=1 c=1 h=4 w=4 kernel=2x2, true",
    "translation, average-pool2d n=1 c=1 h=4 w=4 kernel=4x4 global=true, false",
    "dilation-as-spread-kernel, conv2d n=1 c=1 h=4 w=4 k=1 kernel=2x2 dilation=1x2, true",
    "dilation-as-spread-kernel, conv2d n=1 c=1 h=4 w=4 k=1 kernel=2x2, false",
    "group-split, conv2d n=1 c=2 h=4 w=4 k=2 kernel=2x2 groups=2, true",
    "group-split, conv2d n=1 c=2 h=4 w=4 k=2 kernel=2x2, false",
    "padding-as-zeros, conv2d n=1 c=1 h=4 w=4 k=1 kernel=2x2 pad=0x1, true",
    "padding-as-zeros, conv2d n=1 c=1 h=4 w=4 k=1 kernel=2x2, false",
    "padding-as-zeros, max-pool2d n=1 c=1 h=4 w=4 kernel=2x2 pad=1x1, true",
    "padding-as-zeros, average-pool2d n=1 c=1 h=4 w=4 kernel=2x2 pad=1x1 count-pad=true, true",
    "padding-as-zeros, average-pool2d n=1 c=1 h=4 w=4 kernel=2x2 pad=1x1 count-pad=false, false",
    "average-pool-as-convolution, average-pool2d n=1 c=1 h=4 w=4 kernel=2x2, true",
    "average-pool-as-convolution, average-pool2d n=1 c=1 h=4 w=4 kernel=2x2 rounding=up, false",
    "average-pool-as-convolution, average-pool2d n=1 c=1 h=4 w=4 kernel=2x2 pad=1x1 count-pad=true,"
        + " true",
    "average-pool-as-convolution, average-pool2d n=1 c=1 h=4 w=4 kernel=2x2 pad=1x1"
        + " count-pad=false, false",
    "probabilities, sigmoid shape=4, true",
    "probabilities, sigmoid shape=4 fill=special, false",
    "probabilities, log-softmax shape=2x3 axis=1, false",
    "softmax-temperature, log-softmax shape=2x3 axis=1 seed=2, true",
    "softmax-temperature, softmax shape=2x3 axis=1 fill=subnormal, false",
    "normalization-statistics, layer-norm shape=2x3, true",
    "normalization-statistics, layer-norm shape=2x3 fill=special, false",
    "normalization-statistics, batch-norm-inference shape=2x3, false",
    "normalization-shift, group-norm shape=2x4 groups=2, true",
    "normalization-shift, batch-norm-inference shape=2x3, false"
  })
  void speaksOf(String law, String problem, boolean speaks) {
    assertThat(Law.named(law).of(Problem.parse(problem)).isPresent()).isEqualTo(speaks);
  }

  /**
   * Results of the oracle keep the law; if a single element of them is another, it is violated,
   * wherever that is, but for so many that no other is the equal of.
   */
  @ParameterizedTest
  @CsvSource({
    "adjoint-identity, linear n=2 in=3 out=2 bias=true, 0",
    "adjoint-identity, linear backward-data n=2 in=3 out=2 bias=true, 0",
    "adjoint-identity, linear backward-weights n=2 in=3 out=2 bias=true, 0",
    "adjoint-identity, conv2d n=1 c=2 h=3 w=3 k=2 kernel=2x2, 0",
    "adjoint-identity, concat shape=2x3 axis=1 other=2, 0",
    "adjoint-identity, max-pool2d n=1 c=2 h=4 w=4 kernel=2x2, 0",
    "channel-checksum, conv2d n=2 c=4 h=3 w=4 k=8 kernel=2x3 groups=2 bias=true, 0",
    "channel-checksum, linear n=2 in=3 out=5 bias=true, 0",
    "stride-as-subsampling, conv1d n=2 c=2 l=5 k=2 kernel=2 stride=3 bias=true, 8",
    "stride-as-subsampling, conv2d n=2 c=2 h=5 w=6 k=2 kernel=2x2 stride=2x3, 64",
    "1x1-as-matrix-product, conv2d n=2 c=3 h=3 w=4 k=2 kernel=2x2 bias=true, 0",
    "linear-as-convolution, conv2d n=2 c=3 h=3 w=4 k=2 kernel=2x2 bias=true, 0",
    "locally-connected-as-convolution, locally-connected2d n=2 c=2 h=3 w=4 k=2 kernel=2x2 bias=true,"
        + " 0",
    "batch-permutation, conv2d n=3 c=1 h=3 w=4 k=2 kernel=2x2, 0",
    "batch-permutation, batch-norm shape=3x2, 0",
    "softmax-shift, softmax shape=2x3 axis=0, 0",
    "softmax-shift, cross-entropy n=3 classes=4, 0",
    "linearity, conv2d n=2 c=2 h=3 w=4 k=2 kernel=2x2 bias=true, 0",
    "linearity, add shape=2x3, 0",
    "translation, conv2d n=1 c=1 h=3 w=3 k=1 kernel=3x3 pad=1x1, 66",
    "translation, conv2d n=1 c=1 h=3 w=4 k=1 kernel=2x2 dilation=1x2 pad=0:1x1:0 bias=true, 40",
    "translation, max-pool2d n=1 c=1 h=4 w=5 kernel=2x3 stride=2x1, 16",
    "translation, max-pool2d n=1 c=2 h=5 w=4 kernel=3x2 stride=1x2, 32",
    "dilation-as-spread-kernel, conv2d n=2 c=2 h=6 w=9 k=2 kernel=2x3 dilation=2x3 bias=true, 0",
    "group-split, conv2d n=2 c=6 h=3 w=4 k=6 kernel=2x2 groups=3 bias=true, 0",
    "padding-as-zeros, conv2d n=2 c=2 h=3 w=4 k=2 kernel=2x2 pad=0:1x2:0, 0",
    "padding-as-zeros, max-pool2d n=2 c=2 h=3 w=4 kernel=3x3 pad=2:0x0:1, 0",
    "average-pool-as-convolution, average-pool2d n=2 c=2 h=3 w=4 kernel=2x3, 0",
    "batch-split, linear n=5 in=2 out=3 bias=true, 0",
    "batch-split, batch-norm-inference shape=5x3, 0",
    "batch-split, add shape=5x3, 0",
    "batch-permutation, batch-norm-inference shape=5x3, 0",
    "sharded-gradient, linear n=5 in=2 out=3 bias=true, 0",
    "sharded-loss, mean-squared-error shape=5x2, 0",
    "sharded-loss, cross-entropy backward-data n=5 classes=3, 0",
    "model-parallelism, linear n=2 in=3 out=5 bias=true, 0",
    "softmax-temperature, softmax shape=2x3 axis=1 seed=3, 0",
    "softmax-of-logarithm, log-softmax shape=2x3 axis=1, 0",
    "probabilities, softmax shape=2x3x4 axis=1, 0",
    "normalization-statistics, batch-norm shape=3x2x2, 0",
    "normalization-statistics, layer-norm shape=3x2x2, 0",
    "normalization-statistics, instance-norm shape=2x2x4, 0",
    "normalization-statistics, group-norm shape=2x4x3 groups=2, 0",
    "normalization-shift, layer-norm shape=3x4, 0",
    "update-special-cases, sgd size=5 learning-rate=0.5 decay=0.5, 0",
    "update-special-cases, momentum size=5 learning-rate=0.5, 5",
    "update-special-cases, momentum size=5 learning-rate=0.5 decay=0.5 nesterov=true, 5",
    "update-special-cases, adam size=5 step=3 learning-rate=0.1 decay=0.1, 0"
  })
  void seesEveryElement(String law, String problem, int unseen) {
    Law.Case asked = asked(law, problem);

    assertThat(asked.requests()).allMatch(LawTest::hasTheShapesOfItsOperands);
    assertThat(balance(asked, List.of()).holds()).isTrue();
    assertThat(balance(asked, List.of()).informative()).isTrue();
    assertThat(
            elements(asked).stream()
                .filter(element -> balance(asked, List.of(new Change(element, LITTLE))).holds()))
        .hasSize(unseen);
  }

  /**
   * Where sides are not exact, an element may be off by as much as all of what the law compares may
   * be, and not by much more, which are so many times its own bound.
   */
  @ParameterizedTest
  @CsvSource({
    "adjoint-identity, average-pool2d n=1 c=1 h=3 w=3 kernel=2x3, 1.5, 3000",
    "average-pool-as-convolution, average-pool2d n=2 c=2 h=3 w=4 kernel=2x3, 1.2, 3",
    "batch-permutation, sigmoid shape=3x2, 1.5, 3",
    "batch-split, sigmoid shape=3x2, 1.5, 3",
    "softmax-shift, softmax shape=2x3 axis=1, 1.2, 3",
    "softmax-temperature, softmax shape=2x3 axis=1 seed=3, 1.2, 3",
    "softmax-of-logarithm, softmax shape=2x3 axis=1, 1.2, 3",
    "probabilities, softmax shape=2x3 axis=1, 0.5, 4",
    "sharded-loss, mean-squared-error shape=5x2, 1.5, 6",
    "sharded-loss, cross-entropy backward-data n=5 classes=3, 1.2, 6",
    "normalization-statistics, layer-norm shape=3x4, 0.5, 6",
    "normalization-shift, layer-norm shape=3x4, 0.5, 3",
    "update-special-cases, adam size=5 step=3 learning-rate=0.1 decay=0.1, 1.5, 3"
  })
  void allowsWhatTheOracleAllows(String law, String problem, double little, double much) {
    Law.Case asked = asked(law, problem);
    List<Element> elements = elements(asked);

    assertThat(elements)
        .allMatch(
            element ->
                balance(asked, List.of(new Change(element, little * element.bound))).holds());
    double most = elements.stream().mapToDouble(Element::bound).max().orElseThrow();
    assertThat(elements)
        .noneMatch(element -> balance(asked, List.of(new Change(element, much * most))).holds());
  }

  /** Of special values NaN and infinities are right on both sides, wherever they come from. */
  @ParameterizedTest
  @CsvSource({
    "batch-permutation, sigmoid shape=100x4 fill=special",
    "batch-split, sigmoid shape=100x4 fill=special"
  })
  void agreesOnWhatIsNotFinite(String law, String problem) {
    Law.Case asked = asked(law, problem);

    assertThat(elements(asked)).anyMatch(element -> Double.isNaN(element.value));
    assertThat(balance(asked, List.of()).holds()).isTrue();
  }

  /** A part that is 0 would prove nothing. */
  @Test
  void linearityTakesBothPartsOfASum() {
    List<Tensor> sides =
        asked("linearity", "average-pool2d n=1 c=3 h=3 w=4 kernel=2x2").requests().stream()
            .map(request -> request.resolveInputs().get(0))
            .toList();

    for (Tensor part : sides.subList(1, 3)) {
      assertThat(Arrays.stream(part.values()).filter(value -> value != 0).count())
          .isGreaterThan(10);
      assertThat(part.values()).isNotEqualTo(sides.get(0).values());
    }
  }

  /** Not even by as little as a sum may be off. */
  @ParameterizedTest
  @CsvSource({
    "0, true",
    "1, true",
    "0.5, true",
    "1.0000001, false",
    "-1e-45, false",
    "NaN, false",
    "Infinity, false"
  })
  void probabilitiesLieBetweenZeroAndOne(float probability, boolean holds) {
    Law.Case asked = asked("probabilities", "sigmoid shape=2");
    List<float[]> results = List.of(new float[] {0.5f, probability});

    assertThat(asked.check().check(List.of(results), ProductPrecision.F32).holds())
        .isEqualTo(holds);
  }

  /** Of those along the axis, and not of others, which are next to 0 there. */
  @Test
  void aSumOfProbabilitiesMayBeOffAsItsOwnMay() {
    Law.Case asked = asked("probabilities", "softmax shape=3x3x4 axis=1 fill=large");
    double most = elements(asked).stream().mapToDouble(Element::bound).max().orElseThrow();

    assertThat(elements(asked).stream().filter(element -> element.bound > most / 2))
        .hasSizeBetween(6, 24)
        .allMatch(
            element -> balance(asked, List.of(new Change(element, -element.bound / 2))).holds());
  }

  /**
   * As where the variance is another one: the mean stays 0, and each element is off in proportion.
   */
  @ParameterizedTest
  @CsvSource({"0.5, true", "2, false"})
  void aNormalizedVarianceMayBeOffAsItsElementsMay(double share, boolean holds) {
    Law.Case asked = asked("normalization-statistics", "layer-norm shape=1x500 fill=wide");
    List<Element> elements = elements(asked);
    double squares = elements.stream().mapToDouble(e -> e.value * e.value).sum();
    double bounds = elements.stream().mapToDouble(e -> Math.abs(e.value) * e.bound).sum();

    List<Change> scaled =
        elements.stream().map(e -> new Change(e, e.value * share * bounds / squares)).toList();

    assertThat(balance(asked, scaled).holds()).isEqualTo(holds);
  }

  /** Larger inputs may have larger maxima, never smaller ones. */
  @ParameterizedTest
  @CsvSource({
    "0, 1000, false",
    "0, -1000, true",
    "1, 1000, true",
    "1, -1000, false",
    "1, NaN, false"
  })
  void maximaGrowWithTheInputs(int request, double by, boolean holds) {
    Law.Case asked = asked("max-pool-monotonicity", "max-pool2d n=1 c=2 h=4 w=4 kernel=2x2");

    assertThat(balance(asked, List.of()).holds()).isTrue();
    assertThat(elements(asked).stream().filter(element -> element.request == request))
        .hasSize(18)
        .allMatch(element -> balance(asked, List.of(new Change(element, by))).holds() == holds);
  }

  private static boolean hasTheShapesOfItsOperands(Request request) {
    List<Tensor> inputs = request.resolveInputs();
    List<Operand> operands = request.problem().operation().operands();
    return IntStream.range(0, operands.size())
        .allMatch(i -> inputs.get(i).shape().equals(operands.get(i).shape()));
  }

  private static Law.Case asked(String law, String problem) {
    return Law.named(law).of(Problem.parse(problem)).orElseThrow();
  }

  /**
   * One number of all results that a law asks for.
   *
   * @param value by the oracle
   * @param bound how far it may be off from that
   */
  private record Element(int request, int result, int position, double value, double bound) {}

  private record Change(Element element, double by) {}

  private static List<Element> elements(Law.Case asked) {
    List<Element> elements = new ArrayList<>();
    for (int request = 0; request < asked.requests().size(); request++) {
      Oracle oracle = oracle(asked.requests().get(request));
      List<Tensor> results = oracle.results();
      for (int result = 0; result < results.size(); result++) {
        for (int position = 0; position < results.get(result).size(); position++) {
          Gauge gauge = new Gauge();
          oracle.element(result, position, gauge);
          elements.add(new Element(request, result, position, gauge.value(), oracle.bound(gauge)));
        }
      }
    }
    return elements;
  }

  /** What the law says of the oracle's results, some of them changed. */
  private static Law.Balance balance(Law.Case asked, List<Change> changes) {
    List<List<float[]>> results =
        asked.requests().stream()
            .map(request -> oracle(request).results().stream().map(Tensor::toFloats).toList())
            .toList();
    for (Change change : changes) {
      Element of = change.element;
      results.get(of.request).get(of.result)[of.position] += (float) change.by;
    }
    return asked.check().check(results, ProductPrecision.F32);
  }

  private static Oracle oracle(Request request) {
    return new Oracle(request.problem(), request.resolveInputs());
  }
}
