package dev.assay.reference.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

  private static Comparison compare(String problem, List<Tensor> inputs, float... actual) {
    return new Oracle(Problem.parse(problem), inputs).compare(Sample.WHOLE, List.of(actual));
  }

  private static Tensor vector(double... values) {
    return new Tensor(Shape.of(values.length), values);
  }

  /** Relu selects, so no error at all is allowed. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 0",
    "0, -0.0, 0",
    "-1, 0, 0",
    "1, 1.0000001, Infinity",
    "0, 1e-45, Infinity",
    "NaN, NaN, 0",
    "NaN, 1, Infinity",
    "1, NaN, Infinity",
    "Infinity, Infinity, 0",
    "Infinity, 1, Infinity",
    "Infinity, -Infinity, Infinity",
    "1, Infinity, Infinity"
  })
  void whereNoErrorIsAllowed(double x, float actual, double share) {
    Comparison comparison = compare("relu shape=1", List.of(vector(x)), actual);

    assertThat(comparison.worst().share()).isEqualTo(share);
    assertThat(comparison.passed()).isEqualTo(share <= 1);
  }

  /** An element that may be dropped is 0 or what it is if it is kept, and a zero is no error. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 1.5, true, 1",
    "0.5, 0, true, 0",
    "0.5, -0.0, true, 0",
    "0.5, 0.75, false, 1",
    "0.5, 1e-30, false, 1",
    "0.5, NaN, false, 0",
    "0.0, 0.75, true, 1",
    "0.0, 0, false, 1"
  })
  void whatMayBeDropped(double rate, float actual, boolean passes, int errors) {
    Comparison comparison =
        compare(
            "random-dropout shape=1 gradient=false rate=" + rate, List.of(vector(0.75)), actual);

    assertThat(comparison.passed()).isEqualTo(passes);
    assertThat(comparison.informative()).isTrue();
    assertThat(comparison.errors().total()).isEqualTo(errors);
  }

  /** Hardware that takes 1e-39 for 0 finds three equal, of which the first is at 1. */
  @ParameterizedTest
  @CsvSource({"3, true", "1, true", "0, false", "2, false", "2.5, false"})
  void oneOtherPositionWhereSubnormalsAreEqual(float position, boolean passes) {
    List<Tensor> x = List.of(vector(-1, 1e-39, -1e-39, 2e-39));

    assertThat(compare("arg-max shape=4 axis=0", x, position).passed()).isEqualTo(passes);
  }

  /** One product of reals: half a unit in the last place is in order, a whole one is not. */
  @ParameterizedTest
  @CsvSource({"0, true", "0.99, true", "2, false", "NaN, false", "Infinity, false"})
  void whereRoundingIsAllowed(double roundings, boolean passes) {
    double x = 0.75;
    double actual = x * x * (1 + roundings * 0x1p-24);
    Comparison.Builder comparison =
        new Comparison.Builder(
            new Oracle(
                Problem.parse("linear n=1 in=1 out=1"),
                List.of(
                    new Tensor(Shape.of(1, 1), new double[] {x}),
                    new Tensor(Shape.of(1, 1), new double[] {x}))),
            0,
            Excuse.NONE);
    comparison.check(0, actual);

    assertThat(comparison.build().passed()).isEqualTo(passes);
  }

  /** The bound itself must be a number, or anything would pass. */
  @Test
  void anUnboundedErrorIsNoAgreement() {
    List<Tensor> infinite =
        List.of(
            new Tensor(Shape.of(1, 2), new double[] {Double.POSITIVE_INFINITY, 1}),
            new Tensor(Shape.of(1, 2), new double[] {1, 1}));

    assertThat(compare("linear n=1 in=2 out=1", infinite, 3).passed()).isFalse();
    assertThat(compare("linear n=1 in=2 out=1", infinite, Float.POSITIVE_INFINITY).passed())
        .isTrue();
  }

  @Test
  void theWorstElementIsReported() {
    Comparison comparison =
        compare(
            "linear n=1 in=1 out=3 fill=integer",
            List.of(
                new Tensor(Shape.of(1, 1), new double[] {2}),
                new Tensor(Shape.of(3, 1), new double[] {1, 2, 3})),
            2,
            5,
            6);

    assertThat(comparison.worst())
        .isEqualTo(new Comparison.Worst(Double.POSITIVE_INFINITY, 0, 1, 4, 5, 0));
    assertThat(comparison.compared()).isEqualTo(3);
  }

  @Test
  void theWorstOfSeveralResultsIsReported() {
    Problem problem = Problem.parse("linear backward n=2 in=2 out=2 bias=true fill=integer seed=1");
    Oracle oracle = new Oracle(problem);
    List<float[]> actual = new ArrayList<>();
    oracle.results().forEach(result -> actual.add(result.toFloats()));
    assertThat(oracle.compare(Sample.WHOLE, actual).passed()).isTrue();

    actual.get(1)[2] += 1;
    Comparison comparison = oracle.compare(Sample.WHOLE, actual);

    assertThat(comparison.worst().result()).isEqualTo(1);
    assertThat(comparison.worst().index()).isEqualTo(2);
    assertThat(comparison.compared()).isEqualTo(4 + 4 + 2);
  }

  @Test
  void zerosProveNothing() {
    assertThat(compare("relu shape=2", List.of(vector(-1, -2)), 0, 0).informative()).isFalse();
    assertThat(compare("relu shape=2", List.of(vector(-1, 2)), 0, 2).informative()).isTrue();
    List<Tensor> cancelling =
        List.of(
            new Tensor(Shape.of(1, 2), new double[] {1, -1}),
            new Tensor(Shape.of(1, 2), new double[] {1, 1}));
    assertThat(compare("linear n=1 in=2 out=1", cancelling, 0).informative()).isTrue();
  }

  /** Whoever answers NaN to everything would agree. */
  @Test
  void whatIsNotFiniteProvesNothing() {
    float nan = Float.NaN;
    float infinity = Float.POSITIVE_INFINITY;

    assertThat(compare("relu shape=2", List.of(vector(nan, -1)), nan, 0).informative()).isFalse();
    assertThat(compare("relu shape=2", List.of(vector(nan, 2)), nan, 2).informative()).isTrue();
    assertThat(compare("relu shape=1", List.of(vector(infinity)), infinity).informative())
        .isFalse();
  }

  /** The class whose logit is −∞ is not wanted: log 2, which multiplying by its target loses. */
  @ParameterizedTest
  @CsvSource({
    "0.6931472, true, true",
    "NaN, true, false",
    "Infinity, false, true",
    "0.7, false, true",
    "0, false, true"
  })
  void aLimitOrNan(float actual, boolean passes, boolean informative) {
    List<Tensor> inputs =
        List.of(
            Tensor.of(Shape.of(1, 3), Double.NEGATIVE_INFINITY, 1, 1),
            Tensor.of(Shape.of(1, 3), 0, 1, 0));

    Comparison comparison = compare("cross-entropy n=1 classes=3", inputs, actual);

    assertThat(comparison.passed()).isEqualTo(passes);
    assertThat(comparison.informative()).isEqualTo(informative);
  }

  @Test
  void resultsOfTheWrongSizeAreRefused() {
    Oracle oracle = new Oracle(Problem.parse("relu shape=3"));

    assertThatThrownBy(() -> oracle.compare(Sample.WHOLE, List.of(new float[2])))
        .hasMessage("output: 3 elements expected, 2 given");
    assertThatThrownBy(() -> oracle.compare(Sample.WHOLE, List.of()))
        .hasMessage("1 results expected, 0 given");
  }

  /** A problem large enough to be shared out gives what its elements give one by one. */
  @Test
  void largeProblemsAreComputedInParallel() {
    Problem problem =
        Problem.parse("conv2d n=1 c=8 h=40 w=40 k=16 kernel=3x3 pad=1x1 fill=integer seed=4");
    Oracle oracle = new Oracle(problem);
    float[] output = oracle.results().get(0).toFloats();
    Gauge gauge = new Gauge();
    for (int i = 0; i < output.length; i += 97) {
      oracle.element(0, i, gauge);
      assertThat((double) output[i]).isEqualTo(gauge.value());
    }
    output[12_345] += 1;
    output[20_000] -= 1;

    Comparison comparison = oracle.compare(Sample.WHOLE, List.of(output));

    assertThat(comparison.compared()).isEqualTo(16 * 40 * 40);
    assertThat(comparison.worst().index()).isEqualTo(12_345);
  }

  /** A product of 0.75 and 0.75 that is off by three and by one of its roundings. */
  @Test
  void errorsOfRealsAreMeasured() {
    List<Tensor> inputs =
        List.of(Tensor.of(Shape.of(2, 1), 0.75, 0.75), Tensor.of(Shape.of(1, 1), 0.75));
    double unit = 0x1p-24 * 0.5625;
    for (Fill fill : Fill.values()) {
      Problem problem = Problem.parse("linear n=2 in=1 out=1 fill=" + fill);
      Comparison.Builder comparison =
          new Comparison.Builder(new Oracle(problem, inputs), 0, Excuse.NONE);
      comparison.check(0, 0.5625 - 3 * unit);
      comparison.check(1, 0.5625 + unit);

      assertThat(comparison.build().errors().total()).isEqualTo(fill == Fill.REAL ? 2 : 0);
      if (fill == Fill.REAL) {
        assertThat(comparison.build().errors().maximum()).isCloseTo(3, within(1e-6));
      }
    }
  }

  @Test
  void comparisonsArePutTogetherAndStayAsTheyAre() {
    List<Tensor> inputs =
        List.of(Tensor.of(Shape.of(2, 1), 0.75, 0.75), Tensor.of(Shape.of(1, 1), 0.75));
    Oracle oracle = new Oracle(Problem.parse("linear n=2 in=1 out=1"), inputs);
    List<Comparison> each = new ArrayList<>();
    for (int index = 0; index < 2; index++) {
      Comparison.Builder comparison = new Comparison.Builder(oracle, 0, Excuse.NONE);
      comparison.check(index, 0.5625);
      each.add(comparison.build());
    }

    Comparison both = each.get(0).and(each.get(1));

    assertThat(both.compared()).isEqualTo(2);
    assertThat(both.errors().total()).isEqualTo(2);
    assertThat(each).allSatisfy(comparison -> assertThat(comparison.errors().total()).isEqualTo(1));
  }

  /** Which bound holds for which numbers: 100 products of magnitude 2 in all. */
  @Test
  void theBoundOfEachFill() {
    Gauge gauge = new Gauge();
    for (int i = 0; i < 100; i++) {
      gauge.add(0.02);
    }
    double u = 0x1p-24;
    double tiny = 100.0 * Float.MIN_NORMAL;
    for (Fill fill : Fill.values()) {
      double bound = new Oracle(Problem.parse("relu shape=1 fill=" + fill)).bound(gauge);
      double expected =
          switch (fill) {
            case INTEGER -> 0;
            case CONSTANT, SUBNORMAL, WIDE -> 100 * u / (1 - 100 * u) * 2;
            default -> 80 * u * 2 + 0.25 * Math.pow(100 * u, 1.5) * 2;
          };
      assertThat(bound).as(fill.toString()).isCloseTo(expected, within(1e-12));
    }
    gauge.scale(0);
    assertThat(new Oracle(Problem.parse("relu shape=1")).bound(gauge)).isEqualTo(tiny);
    Oracle subnormal = new Oracle(Problem.parse("relu shape=1 fill=subnormal"));
    assertThat(subnormal.bound(gauge)).isEqualTo(2 * tiny);
    gauge.reset();
    assertThat(subnormal.bound(gauge)).isEqualTo(Float.MIN_NORMAL);
  }

  @Test
  void theFirstOfEquallyWrongIsReported() {
    Comparison comparison = compare("relu shape=3", List.of(vector(1, 1, 1)), 1, 2, 3);

    assertThat(comparison.worst().index()).isEqualTo(1);
  }
}
