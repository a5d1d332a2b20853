package dev.assay.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Problem;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class WrongGradientsTest {
  private static final Predicate<Operation> NORM = LocalResponseNorm.class::isInstance;

  /** What batch normalisations of ResNet-20's first stage have, and no others. */
  private static final int FIRST_CHANNELS = 16;

  private static Problem alexNet(String more) {
    return Problem.parse("training-step network=alexnet-2012 n=1 size=67x67 " + more);
  }

  @Test
  void parametersBeforeSuchALayerHaveWrongGradients() {
    for (String until : List.of("gradients", "update")) {
      Problem step = alexNet("until=" + until);
      assertThat(WrongGradients.passThrough(step, NORM)).isTrue();
      assertThat(WrongGradients.symptoms(step, NORM))
          .extracting(Symptom::toString)
          .containsExactly(
              name(until, "conv1 weights"),
              name(until, "conv1 bias"),
              name(until, "conv2 weights"),
              name(until, "conv2 bias"));
    }
  }

  private static String name(String until, String parameter) {
    return (until.equals("update") ? "updated " : "gradient of ") + parameter + ": anything";
  }

  /** The first layer of all takes images, whose gradient nobody needs. */
  @Test
  void theWrongLayersOwnParametersAreRight() {
    Problem step = Problem.parse("training-step network=resnet20 n=1 size=16x16 until=gradients");
    Predicate<Operation> first =
        operation ->
            operation instanceof BatchNorm norm && norm.shape().dimension(1) == FIRST_CHANNELS;
    assertThat(WrongGradients.symptoms(step, first))
        .extracting(Symptom::toString)
        .contains("gradient of conv1 weights: anything", "gradient of bn1 gamma: anything")
        .doesNotContain("gradient of layer1.2.bn2 gamma: anything")
        .noneMatch(name -> name.contains("layer2"));
  }

  @Test
  void nothingIsWrongWhereNoGradientPassesSuchALayer() {
    assertThat(WrongGradients.passThrough(alexNet("until=loss"), NORM)).isFalse();
    assertThat(
            WrongGradients.passThrough(
                Problem.parse("training-step network=alexnet n=1 size=67x67"), NORM))
        .isFalse();
    assertThat(
            WrongGradients.passThrough(
                Problem.parse("inference network=alexnet-2012 n=1 size=67x67"), NORM))
        .isFalse();
    assertThat(
            WrongGradients.passThrough(
                Problem.parse("local-response-norm backward-data n=1 c=2 h=1 w=1"), NORM))
        .isFalse();
  }

  @Test
  void allThatComesAfterAWrongStepIsWrong() {
    assertThat(WrongGradients.symptoms(alexNet("steps=2"), NORM))
        .containsExactly(new Symptom.Garbage());
  }
}
