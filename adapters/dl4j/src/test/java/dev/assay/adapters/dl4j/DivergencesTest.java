package dev.assay.adapters.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.Direction;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DivergencesTest {
  /** Neighbours of the counterexamples that ND4J gets right. */
  private static final List<String> RIGHT =
      List.of(
          "leaky-relu backward-data shape=1 fill=integer seed=36",
          "randomized-leaky-relu backward-data shape=1 fill=integer seed=4",
          "log-softmax shape=1x2 axis=1 fill=integer seed=3",
          "log-softmax shape=1x2 axis=1 beta=10.0 fill=cancellation",
          "log-softmax shape=1x2 axis=1 beta=10.0 fill=special",
          "binary-cross-entropy backward-data shape=1 fill=constant",
          "random-dropout shape=1",
          "random-dropout shape=1 rate=0.0 gradient=false",
          "random-dropout shape=1 gradient=false fill=integer",
          "cross-entropy n=1 classes=1",
          "cross-entropy backward-data n=1 classes=2",
          "cross-entropy backward-data n=2 classes=1",
          "local-response-norm n=1 c=2 h=2 w=1 size=3 fill=wide seed=3",
          "local-response-norm n=1 c=1 h=2 w=1 size=1 fill=special",
          "max-pool2d n=1 c=1 h=1 w=1 kernel=1x1 fill=wide",
          "max-pool2d backward-data n=1 c=1 h=1 w=1 kernel=1x1 fill=large",
          "arg-max shape=2x8 axis=0 fill=wide",
          "softmax shape=1x2x1x1 axis=1",
          "softmax shape=2x1x2x2 axis=1",
          "softmax shape=1x2x1x2 axis=2",
          "softmax backward-data shape=1x2x1x2 axis=1",
          "tanh backward-data shape=1 seed=36",
          "tanh shape=1 fill=integer seed=36",
          "conv3d backward-weights n=1 c=24 d=2 h=2 w=2 k=24 kernel=3x3x3 pad=1x1x1 fill=integer",
          "conv3d backward-data n=1 c=24 d=2 h=1 w=1 k=24 kernel=3x1x1 stride=3x1x1 pad=2x0x0",
          "conv3d backward-weights n=1 c=3 d=4 h=1 w=1 k=3 kernel=3x1x1 stride=2x1x1 pad=1x0x0",
          "conv3d backward-weights n=1 c=3 d=1 h=1 w=1 k=3 kernel=3x1x1 stride=2x1x1 pad=2x0x0",
          "conv3d backward-weights n=1 c=3 d=1 h=1 w=1 k=3 kernel=3x1x1 stride=2x1x1 pad=1x0x0",
          "conv2d n=2 c=2 h=1 w=1 k=2 kernel=1x1 groups=2",
          "conv2d n=1 c=2 h=1 w=1 k=4 kernel=1x1 groups=2",
          "conv2d n=1 c=2 h=2 w=1 k=2 kernel=1x1 groups=2",
          "conv2d n=16 c=64 h=28 w=28 k=64 kernel=3x3 pad=1x1 fill=integer",
          "conv2d backward n=2 c=64 h=56 w=56 k=64 kernel=3x3 pad=1x1 fill=integer",
          "conv2d backward n=1 c=256 h=7 w=7 k=512 kernel=3x3 pad=1x1 fill=integer",
          "conv2d backward n=16 c=3 h=28 w=28 k=8 kernel=3x3 stride=2x2 fill=integer");

  @ParameterizedTest
  @EnumSource
  void everyDivergenceAppliesToItsCounterexample(Helper helper) {
    for (Layout layout : Layout.values()) {
      assertThat(Divergences.of(helper, true, 2, layout))
          .isNotEmpty()
          .allMatch(divergence -> divergence.applies().test(divergence.counterexample()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void noDivergenceAppliesToWhatIsRight(Helper helper) {
    for (Layout layout : Layout.values()) {
      for (String problem : RIGHT) {
        assertThat(Divergences.of(helper, true, 2, layout))
            .noneMatch(divergence -> divergence.applies().test(Problem.parse(problem)));
      }
    }
  }

  /** What ND4J's own code does wrong its helpers need not do, nor the other way round. */
  @ParameterizedTest
  @CsvSource({
    "local-response-norm-running-sum, NONE",
    "tanh-near-zero, NONE ARM_COMPUTE",
    "depthwise-one-pixel, NONE ARM_COMPUTE",
    "max-pool-drops-nan, NONE ONE_DNN",
    "arg-max-skips-nan, NONE ONE_DNN",
    "log-softmax-underflow, NONE ONE_DNN ARM_COMPUTE",
    "transposed-convolution-dilated-gradient, ONE_DNN",
    "softmax-over-channels, ONE_DNN",
    "softmax-hides-nan, ONE_DNN",
    "gradient-underflow, ONE_DNN",
    "dilated-convolution-cut-off, ARM_COMPUTE",
  })
  void someAreOfNd4jsOwnCodeAndSomeOfAHelper(String id, String helpers) {
    assertThat(Helper.values())
        .filteredOn(
            helper ->
                Divergences.of(helper, true, 2, Layout.NCHW).stream()
                    .anyMatch(known -> known.id().equals(id)))
        .extracting(Helper::name)
        .containsExactlyInAnyOrder(helpers.split(" ", -1));
  }

  /** In a backward pass the weights' gradient comes second. */
  @Test
  void whatIsNotZeroedIsTheWeightsGradientAlone() {
    KnownDivergence known = known("conv3d-gradient-not-zeroed");
    Problem weights = known.counterexample();
    Problem all = weights.with(weights.operation(), Direction.BACKWARD);

    assertThat(known.symptoms().of(all, all::inputs))
        .singleElement()
        .isInstanceOfSatisfying(
            Symptom.Part.class,
            part -> {
              assertThat(part.result()).isEqualTo(1);
              assertThat(part.elements().cardinality()).isEqualTo(24 * 24 * 3);
            });
  }

  /** Eight roundings of the part that each element has of the gradient. */
  @Test
  void sigmoidGradientsAreOffInProportionToTheLosssOwn() {
    Problem problem = Problem.parse("binary-cross-entropy backward-data shape=4 fill=wide");
    Tensor logits = Tensor.of(Shape.of(4), -9, 0, 1, 2);

    assertThat(
            known("binary-cross-entropy-gradient-cancels")
                .symptoms()
                .of(problem, () -> List.of(logits, logits, Tensor.of(Shape.of(1), -4))))
        .containsExactly(new Symptom.Inexact(0x1p-21, 0));
  }

  /**
   * Twice 2·5·0.5·3·4^−0.5 times 0.01·2²/4, or times 1 at most. Beside that each window holds both
   * channels, so that six roundings of its sum are left, three times that of its power.
   */
  @Test
  void gradientsOfLocalResponsesAreOffByTheirSecondTerm() {
    KnownDivergence known = known("local-response-norm-gradient-own-factor");
    Problem problem =
        Problem.parse(
            "local-response-norm backward-data n=1 c=2 h=1 w=1 alpha=0.01 beta=0.5 k=4.0");
    Shape shape = Shape.of(1, 2, 1, 1);
    Tensor g = Tensor.of(shape, 3, -1);

    assertThat(known.symptoms().of(problem, () -> List.of(Tensor.of(shape, 1, -2), g)))
        .containsExactly(new Symptom.Inexact(15 * 0.01, 18 * 0x1p-24));
    assertThat(known.symptoms().of(problem, () -> List.of(Tensor.of(shape, 99, 0), g)))
        .containsExactly(new Symptom.Inexact(15, 18 * 0x1p-24));
  }

  /**
   * 2^20 squared, times a hundredth, beside 1: its rounding is larger than the sum of the other.
   */
  @Test
  void nothingIsRightOfAGradientWhoseSumsHaveLostAllDigits() {
    Problem problem =
        Problem.parse(
            "local-response-norm backward-data n=1 c=2 h=1 w=1 size=1 alpha=0.01 k=1.0 fill=wide");
    Shape shape = Shape.of(1, 2, 1, 1);
    Tensor g = Tensor.of(shape, 1, 1);

    assertThat(
            known("local-response-norm-gradient-own-factor")
                .symptoms()
                .of(problem, () -> List.of(Tensor.of(shape, 0x1p20, 1), g)))
        .containsExactly(new Symptom.Garbage());
  }

  private static KnownDivergence known(String id) {
    return known(Helper.ONE_DNN, id);
  }

  static KnownDivergence known(Helper helper, String id) {
    return Divergences.of(helper, true, 2, Layout.NCHW).stream()
        .filter(known -> known.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void winogradAndWhatIsNotZeroedNeedAvx512() {
    assertThat(Divergences.of(Helper.ONE_DNN, true, 2, Layout.NCHW))
        .extracting(KnownDivergence::id)
        .contains("winograd-gradients", "conv3d-gradient-not-zeroed");
    assertThat(Divergences.of(Helper.ONE_DNN, false, 2, Layout.NCHW))
        .extracting(KnownDivergence::id)
        .doesNotContain("winograd-gradients", "conv3d-gradient-not-zeroed");
  }

  /** Of the weights' gradient it is known for two threads when it comes from it. */
  @ParameterizedTest
  @CsvSource({
    "backward, 2, false",
    "backward, 1, true",
    "backward-weights, 4, true",
    "backward-data, 4, false",
  })
  void winogradDependsOnThreads(String direction, int threads, boolean mayBeUsed) {
    Problem problem =
        Problem.parse("conv2d " + direction + " n=2 c=64 h=56 w=56 k=64 kernel=3x3 pad=1x1");
    assertThat(
            Divergences.of(Helper.ONE_DNN, true, threads, Layout.NCHW).stream()
                .anyMatch(divergence -> divergence.applies().test(problem)))
        .isEqualTo(mayBeUsed);
  }

  @ParameterizedTest
  @EnumSource
  void identifiersAreUnique(Helper helper) {
    for (Layout layout : Layout.values()) {
      assertThat(Divergences.of(helper, true, 2, layout))
          .extracting(KnownDivergence::id)
          .doesNotHaveDuplicates();
    }
  }
}
