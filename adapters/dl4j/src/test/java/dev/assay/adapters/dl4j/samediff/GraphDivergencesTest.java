package dev.assay.adapters.dl4j.samediff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.adapters.dl4j.Divergences;
import dev.assay.adapters.dl4j.Helper;
import dev.assay.adapters.dl4j.Layout;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphDivergencesTest {
  static final List<KnownDivergence> CHANNELS_LAST = of(Helper.ONE_DNN, Layout.NHWC);
  private static final List<KnownDivergence> CHANNELS_FIRST = of(Helper.ONE_DNN, Layout.NCHW);

  private static List<KnownDivergence> of(Helper helper, Layout layout) {
    return GraphDivergences.above(
        Divergences.of(helper, true, 2, layout), helper, new Arrangement(layout));
  }

  private static List<String> known(List<KnownDivergence> all, String problem) {
    return all.stream()
        .filter(divergence -> divergence.applies().test(Problem.parse(problem)))
        .map(KnownDivergence::id)
        .toList();
  }

  @ParameterizedTest
  @FieldSource("CHANNELS_LAST")
  void appliesToItsCounterexample(KnownDivergence divergence) {
    assertThat(divergence.applies()).accepts(divergence.counterexample());
  }

  /** Neighbours of the counterexamples that SameDiff gets right. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mean-squared-error shape=1 fill=integer",
        "cross-entropy-of-probabilities backward-data n=2 classes=3",
        "average-pool2d n=1 c=1 h=1 w=1 kernel=1x2 pad=0x1 count-pad=true",
        "average-pool2d backward-data n=1 c=1 h=1 w=1 kernel=1x2 pad=0x1",
        "average-pool2d backward-data n=1 c=1 h=1 w=3 kernel=1x2 count-pad=true",
        "average-pool2d backward-data n=1 c=1 h=1 w=4 kernel=1x3 pad=0x2:0 count-pad=true",
        "log-softmax shape=1x2 axis=0",
        "log-softmax backward-data shape=1x2 axis=1",
        "log-softmax backward-data shape=1x2x3x4 axis=1",
        "softmax shape=1x2x2x1 axis=1",
        "softmax shape=1x1x2x1 axis=2",
        "linear backward n=1 in=2 out=1",
        "linear n=1 in=1 out=1",
        "conv2d n=1 c=1 h=1 w=3 k=1 kernel=1x2 dilation=2x1",
      })
  void noneWhereItIsRight(String problem) {
    assertThat(known(CHANNELS_LAST, problem)).isEmpty();
  }

  /** What ND4J takes for the channels is whatever comes second. */
  @ParameterizedTest
  @CsvSource({
    "softmax shape=1x2x2x1 axis=1,            softmax-over-channels,        ''",
    "softmax shape=1x2x2x1 axis=2,            '',                           softmax-over-rows",
    "log-softmax backward-data shape=1x2x3x4 axis=1, log-softmax-gradient-refused, ''",
    "log-softmax backward-data shape=1x2x3x4 axis=3, '', log-softmax-gradient-refused",
  })
  void axesAreThoseOfTheLayout(String problem, String channelsFirst, String channelsLast) {
    assertThat(String.join(",", known(CHANNELS_FIRST, problem))).isEqualTo(channelsFirst);
    assertThat(String.join(",", known(CHANNELS_LAST, problem))).isEqualTo(channelsLast);
  }

  @Test
  void whatOneDnnRefusesNobodyElseDoes() {
    String dilated = "conv2d n=1 c=1 h=1 w=3 k=1 kernel=1x2 dilation=1x2";

    assertThat(known(CHANNELS_LAST, dilated)).containsExactly("dilated-convolution-refused");
    assertThat(known(of(Helper.NONE, Layout.NCHW), dilated)).isEmpty();
  }

  @Test
  void aLossThatLosesItsFactorHasTheGradientWithoutIt() {
    Problem problem = Problem.parse("mean-squared-error backward-data shape=1");

    assertThat(symptoms(problem, -2)).containsExactly(new Symptom.Scaled(-0.5));
    assertThat(symptoms(problem, 0)).containsExactly(new Symptom.Garbage());
  }

  /** Where −4 is right and 2 comes out: off by 3/2 of it. */
  @Test
  void thatOfLogitsIsKnownByHowFarItIsOff() {
    Problem problem = Problem.parse("binary-cross-entropy backward-data shape=1");

    assertThat(symptoms(problem, -2))
        .singleElement()
        .isInstanceOfSatisfying(
            Symptom.Inexact.class,
            error -> {
              assertThat(error.relative()).isBetween(1.5, 1.500001);
              assertThat(error.absolute()).isLessThan(1e-6);
            });
  }

  private static List<Symptom> symptoms(Problem problem, double factor) {
    List<Tensor> inputs =
        List.of(tensor(3), tensor(2), tensor(factor)); // prediction, target, output gradient
    return CHANNELS_LAST.stream()
        .flatMap(known -> known.symptomsOf(problem, () -> inputs).stream())
        .toList();
  }

  private static Tensor tensor(double value) {
    return Tensor.of(Shape.of(1), (float) value);
  }

  /** There the loss is multiplied by nothing. */
  @Test
  void trainingNeedsNoFactor() {
    Problem training = Problem.parse("training-step network=lenet5 n=2 until=gradients");

    assertThat(CHANNELS_LAST)
        .filteredOn(known -> !known.symptomsOf(training, training::inputs).isEmpty())
        .isEmpty();
  }
}
