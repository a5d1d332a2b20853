package dev.assay.reference.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {

  private static final Problem LARGE =
      Problem.parse(
          "conv2d backward n=2 c=16 h=64 w=64 k=32 kernel=3x3 pad=1x1 bias=true fill=integer"
              + " seed=11");

  private static List<float[]> sampled(Oracle oracle, Sample sample) {
    List<float[]> results = new ArrayList<>();
    Gauge gauge = new Gauge();
    for (int[] positions : sample.positions()) {
      float[] values = new float[positions.length];
      for (int i = 0; i < values.length; i++) {
        oracle.element(results.size(), positions[i], gauge);
        values[i] = (float) gauge.value();
      }
      results.add(values);
    }
    return results;
  }

  @Test
  void smallProblemsAreCheckedWhole() {
    assertThat(Sample.of(Problem.parse("relu shape=1000"))).isEqualTo(Sample.WHOLE);
  }

  /** An operation and a result for each of ten million numbers, and then one row more. */
  @Test
  void fromTwentyMillionOperationsAndResultsOnThereIsASample() {
    assertThat(Sample.of(Problem.parse("flatten shape=4x2500000"))).isEqualTo(Sample.WHOLE);
    assertThat(Sample.of(Problem.parse("flatten shape=4x2500001")).whole()).isFalse();
  }

  /** A mask is told by all of its elements; at a rate of 0 none is drawn. */
  @Test
  void whatDrawsRandomNumbersIsComparedWhole() {
    String dropout = "random-dropout shape=64x64x56x56 rate=";

    assertThat(Sample.of(Problem.parse(dropout + "0.5"))).isEqualTo(Sample.WHOLE);
    assertThat(Sample.of(Problem.parse(dropout + "0.0")).whole()).isFalse();
  }

  /** By chance 1 in 64 lies in the first row. */
  @Test
  void whatAMeanIsEstimatedByPrefersNoEdges() {
    Sample sample = Sample.anywhere(LARGE);
    Shape shape = LARGE.results().get(0).shape();

    assertThat(sample.positions().get(0)).hasSize(256).isSorted();
    assertThat(sample.positions().get(2)).hasSize(32);
    assertThat(at(sample.positions().get(0), shape, 2, 0)).isLessThan(16);
  }

  @Test
  void largeProblemsAreSampledTheSameWayEveryTime() {
    Sample sample = Sample.of(LARGE);

    assertThat(sample.whole()).isFalse();
    assertThat(sample.positions()).hasSize(3);
    assertThat(sample.positions().get(0)).hasSize(512).isSorted();
    assertThat(sample.positions().get(1)).hasSize(512).isSorted();
    assertThat(sample.positions().get(2)).hasSize(32);
    for (int r = 0; r < 3; r++) {
      int size = LARGE.results().get(r).shape().size();
      assertThat(Arrays.stream(sample.positions().get(r))).allMatch(i -> i >= 0 && i < size);
      assertThat(Sample.of(LARGE).positions().get(r)).isEqualTo(sample.positions().get(r));
    }
  }

  /** By chance 1 in 64 would lie in the last row, and hardly ever one in the last corner. */
  @Test
  void edgesAreSampledMoreOftenThanByChance() {
    int[] sample = Sample.of(LARGE).positions().get(0);
    Shape shape = LARGE.results().get(0).shape();

    assertThat(sample).contains(0, shape.size() - 1);
    for (int axis = 0; axis < shape.rank(); axis++) {
      assertThat(at(sample, shape, axis, 0)).isGreaterThan(24);
      assertThat(at(sample, shape, axis, shape.dimension(axis) - 1)).isGreaterThan(24);
    }
    assertThat(at(sample, shape, 2, 31)).isBetween(1L, 16L);
  }

  private static long at(int[] sample, Shape shape, int axis, int coordinate) {
    return Arrays.stream(sample).filter(i -> shape.coordinates(i)[axis] == coordinate).count();
  }

  @Test
  void whatTheSampleHoldsIsCompared() {
    Oracle oracle = new Oracle(LARGE);
    Sample sample = Sample.of(LARGE);
    List<float[]> results = sampled(oracle, sample);
    Comparison right = oracle.compare(sample, results);
    assertThat(right.passed()).isTrue();
    assertThat(right.compared()).isEqualTo(512 + 512 + 32);

    results.get(1)[300] += 1;
    Comparison wrong = oracle.compare(sample, results);

    assertThat(wrong.passed()).isFalse();
    assertThat(wrong.worst().result()).isEqualTo(1);
    assertThat(wrong.worst().index()).isEqualTo(sample.positions().get(1)[300]);
    assertThat(wrong.worst().actual()).isEqualTo(wrong.worst().expected() + 1);
  }

  @Test
  void aSampleOfTheWrongSizeIsRefused() {
    Oracle oracle = new Oracle(LARGE);
    Sample sample = Sample.of(LARGE);
    List<float[]> results = sampled(oracle, sample);
    results.set(2, new float[31]);

    assertThatThrownBy(() -> oracle.compare(sample, results))
        .hasMessage("gradient of bias: 32 elements expected, 31 given");
  }
}
