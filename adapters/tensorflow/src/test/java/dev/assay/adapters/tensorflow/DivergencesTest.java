package dev.assay.adapters.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class DivergencesTest {
  static final List<KnownDivergence> ALL = Divergences.where(true, false, false);

  @ParameterizedTest
  @FieldSource("ALL")
  void appliesToItsCounterexampleAlone(KnownDivergence divergence) {
    assertThat(of(divergence.counterexample())).containsExactly(divergence.id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Measured: refused by TensorFlow 2.18.
        "conv3d n=1 c=1 d=1 h=2 w=1 k=1 kernel=1x2x1 pad=0x0x0:1 dilation=1x1x2 fill=integer",
        "conv3d backward-weights n=1 c=1 d=1 h=1 w=3 k=1 kernel=1x2x2 pad=0x0:1x0 dilation=1x1x2",
      })
  void dilationsExchanged(String problem) {
    assertThat(of(Problem.parse(problem))).containsExactly("volume-dilations-exchanged");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Measured: wrong on TensorFlow 2.18.
        "conv2d n=3 c=1 h=12 w=7 k=32 kernel=3x7 stride=1x3 pad=0x1 dilation=2x1 bias=true",
        "conv3d n=1 c=1 d=1 h=2 w=1 k=1 kernel=1x1x2 stride=1x1x2 pad=0x0x0:1",
        "conv-transpose2d backward-data n=2 c=8 h=3 w=1 k=1 kernel=2x4 stride=1x2 pad=0x1",
      })
  void rowsSkipped(String problem) {
    assertThat(of(Problem.parse(problem))).containsExactly("convolution-skips-rows");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Measured: wrong on TensorFlow 2.18 where the sizes of caches are hidden.
        "conv1d backward-data n=1 c=2 l=1 k=2 kernel=1 dilation=2 groups=2 fill=integer",
        "conv2d n=1 c=4 h=1 w=1 k=2 kernel=1x1 groups=2 fill=integer",
        "conv3d backward n=1 c=1 d=2 h=1 w=1 k=1 kernel=2x1x1 stride=2x1x1 fill=integer",
        "conv-transpose2d n=1 c=1 h=1 w=1 k=1 kernel=2x1 stride=2x1 fill=integer",
        "training-step network=googlenet n=1 size=64x64",
      })
  void whereCachesAreHidden(String problem) {
    assertThat(Divergences.where(true, true, false))
        .filteredOn(divergence -> divergence.applies().test(Problem.parse(problem)))
        .extracting(KnownDivergence::id)
        .containsExactly("convolutions-where-caches-are-hidden");
  }

  /** Measured where they are hidden, with AVX2: the first ones are wrong, the others right. */
  @ParameterizedTest
  @CsvSource({
    "conv2d backward-data n=1 c=1 h=1 w=2 k=1 kernel=1x2, true",
    "conv1d backward-data n=2 c=17 l=3 k=17 kernel=4 pad=2:3 dilation=2 groups=17, true",
    "conv3d backward n=1 c=1 d=1 h=1 w=2 k=1 kernel=1x1x2, true",
    "conv-transpose2d n=1 c=1 h=1 w=1 k=1 kernel=1x2, true",
    "conv2d n=1 c=4 h=1 w=1 k=2 kernel=1x1 groups=2 fill=integer, false",
    "conv2d backward-weights n=1 c=1 h=1 w=2 k=1 kernel=1x2, false",
    "conv2d backward-data n=1 c=129 h=2 w=1 k=2 kernel=1x1 stride=2x1, true",
    "conv2d backward-data n=1 c=32 h=4 w=4 k=16 kernel=3x3, false",
    "conv-transpose2d backward n=1 c=1 h=1 w=1 k=1 kernel=1x2, false",
    "training-step network=googlenet n=1 size=64x64, true",
    "training-step network=googlenet n=1 size=64x64 until=loss, false",
    "inference network=googlenet n=1 size=64x64, false",
    "'inference network=between:conv-transpose2d,k=3,kernel=1x4 n=1 size=8x8', true",
    "'inference network=between:conv-transpose2d,k=16,kernel=1x4 n=1 size=8x8', false",
  })
  void whereThatIsMostlyAvoided(String problem, boolean wrong) {
    assertThat(
            OneDnnConvolutions.WHERE_THAT_IS_MOSTLY_AVOIDED.applies().test(Problem.parse(problem)))
        .isEqualTo(wrong);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Measured: right on TensorFlow 2.18.
        "conv3d n=1 c=1 d=1 h=5 w=5 k=1 kernel=1x2x2 dilation=1x1x2",
        "conv3d n=1 c=1 d=1 h=3 w=3 k=1 kernel=1x2x2 dilation=1x2x2",
        "conv2d n=1 c=1 h=2 w=3 k=1 kernel=1x2 stride=1x2",
        "conv2d n=2 c=2 h=2 w=3 k=1 kernel=1x2 stride=1x2",
        "conv2d n=2 c=1 h=2 w=3 k=1 kernel=1x2 stride=2x2",
        "conv2d n=2 c=1 h=2 w=3 k=1 kernel=1x2 stride=1x2 dilation=1x2",
        "conv2d backward n=2 c=1 h=2 w=3 k=1 kernel=1x2 stride=1x2",
        "conv-transpose2d backward-data n=1 c=1 h=2 w=1 k=1 kernel=1x1 stride=2x1 pad=1x0",
        "softmax backward-data shape=2 axis=0 beta=3.0",
        "softmax shape=2 axis=0 beta=3.0 fill=integer",
        "log-softmax shape=2 axis=0 fill=special",
        "adam size=7 step=1",
        "relu shape=1 fill=special seed=17",
        "max-pool2d n=1 c=1 h=1 w=1 kernel=1x1 seed=17",
      })
  void noneWhereTensorFlowIsRight(String problem) {
    assertThat(of(Problem.parse(problem))).isEmpty();
  }

  /** Of a moment of 4 two roundings; beside them the square of a gradient of 1e-4 is nothing. */
  @ParameterizedTest
  @CsvSource({"1, 0, 1e-3", "1e-4, 1e6, 1e7"})
  void oldMomentsLeaveRoundingsBehind(double gradient, double shortest, double longest) {
    Problem problem = Problem.parse("adam size=1 step=1 beta2=0.0");
    Tensor moment = Tensor.of(Shape.of(1), 4);
    Tensor given = Tensor.of(Shape.of(1), gradient);

    List<Symptom> symptoms =
        RoundedMoments.symptoms(problem, List.of(moment, given, moment, moment));

    assertThat(symptoms.get(1))
        .isEqualTo(Symptom.Part.ofRange("v'", 2, 3, new Symptom.Inexact(0x1p-21, 0)));
    assertThat(absolute(symptoms.get(0))).isBetween(shortest, longest);
  }

  @Test
  void firstMomentsLeaveNoLongStepBehind() {
    Problem problem = Problem.parse("adam size=64 step=1 beta1=0.0");

    assertThat(RoundedMoments.symptoms(problem, problem.inputs()))
        .allMatch(part -> absolute(part) < 1e-6)
        .extracting(part -> ((Symptom.Part) part).name())
        .containsExactly("w'", "m'");
  }

  private static double absolute(Symptom part) {
    return ((Symptom.Inexact) ((Symptom.Part) part).symptom()).absolute();
  }

  /** As on most processors that lack AVX512-VNNI and the like. */
  @Test
  void withoutOneDnnThereIsNothingThatItGetsWrong() {
    List<KnownDivergence> own = Divergences.ofOwnKernels();

    assertThat(own)
        .contains(OwnKernels.MAX_POOL_GRADIENT, OwnKernels.MISPLACED_WINDOWS)
        .extracting(KnownDivergence::reason)
        .noneMatch(reason -> reason.contains("oneDNN"));
    assertThat(own).allSatisfy(divergence -> OwnKernels.check(divergence.counterexample()));
  }

  /** Measured with TensorFlow 2.18 and {@code TF_ENABLE_ONEDNN_OPTS=0}: the first ones throw. */
  @ParameterizedTest
  @CsvSource({
    "conv2d backward-data n=1 c=1 h=1 w=1 k=1 kernel=1x1 dilation=2x1, true",
    "conv2d backward-weights n=1 c=2 h=1 w=1 k=2 kernel=1x1 groups=2, true",
    "conv1d backward n=1 c=2 l=1 k=2 kernel=1 groups=2, true",
    "conv3d n=1 c=1 d=1 h=1 w=1 k=1 kernel=1x1x1 dilation=2x1x1, true",
    "conv-transpose2d backward-data n=1 c=1 h=2 w=1 k=1 kernel=1x1 dilation=2x1, true",
    "conv-transpose2d backward-data n=1 c=2 h=2 w=2 k=2 kernel=2x2 groups=2, true",
    "conv2d n=1 c=2 h=1 w=1 k=2 kernel=1x1 groups=2 dilation=2x2, false",
    "conv2d backward n=1 c=2 h=3 w=3 k=2 kernel=2x2, false",
    "training-step network=lenet5 n=1, false",
  })
  void withoutOneDnnSomeGradientsAreRefused(String text, boolean refused) {
    Problem problem = Problem.parse(text);
    if (refused) {
      assertThatExceptionOfType(UnsupportedProblemException.class)
          .isThrownBy(() -> OwnKernels.check(problem))
          .withMessageContaining("oneDNN is off");
    } else {
      assertThatNoException().isThrownBy(() -> OwnKernels.check(problem));
    }
  }

  @Test
  void idsDiffer() {
    assertThat(ALL).extracting(KnownDivergence::id).doesNotHaveDuplicates();
  }

  private static Stream<String> of(Problem problem) {
    return ALL.stream()
        .filter(divergence -> divergence.applies().test(problem))
        .map(KnownDivergence::id);
  }
}
