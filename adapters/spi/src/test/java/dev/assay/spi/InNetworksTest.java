package dev.assay.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.BatchNormInference;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InNetworksTest {
  private static final Problem ALONE = Problem.parse("relu shape=1");
  private static final Problem GRADIENTS =
      Problem.parse(
          "training-step network=between:average-pool2d,kernel=2x2+conv2d,k=4,kernel=3x3"
              + " n=1 size=6x7 until=gradients");

  private static KnownDivergence known(Predicate<Problem> applies, Symptom... symptoms) {
    return new KnownDivergence("id", "reason", List.of("link"), ALONE, applies, symptoms);
  }

  private static Predicate<Problem> of(Class<? extends Operation> type, Direction direction) {
    return problem -> type.isInstance(problem.operation()) && problem.direction() == direction;
  }

  private static List<String> words(KnownDivergence known, Problem problem) {
    return known.symptomsOf(problem, List::of).stream().map(Symptom::toString).toList();
  }

  @Test
  void aWrongOutputMakesEverythingWrong() {
    KnownDivergence known =
        known(of(AveragePool2d.class, Direction.FORWARD), new Symptom.Scaled(2));

    assertThat(words(known, GRADIENTS)).containsExactly("anything");
    assertThat(words(known, Problem.parse("inference network=lenet5 n=1")))
        .containsExactly("anything");
  }

  @Test
  void aWrongGradientOfDataMakesThatOfParametersBeforeItWrong() {
    KnownDivergence known =
        known(of(AveragePool2d.class, Direction.BACKWARD_DATA), new Symptom.Garbage());

    assertThat(words(known, GRADIENTS))
        .containsExactly("gradient of conv1 weights: anything", "gradient of conv1 bias: anything");
  }

  @Test
  void aWrongGradientOfParametersMakesTheseWrong() {
    KnownDivergence known =
        known(
            problem ->
                problem.direction() == Direction.BACKWARD_WEIGHTS
                    && problem.operation() instanceof Conv2d conv
                    && conv.k() == 4,
            new Symptom.Garbage());

    assertThat(words(known, GRADIENTS)).containsExactly("gradient of layer2 weights: anything");
    assertThat(
            words(known, Problem.parse(GRADIENTS.toString().replace("until=gradients", "steps=2"))))
        .containsExactly("anything");
  }

  @Test
  void whatThrowsOrDiesDoesSoInNetworks() {
    assertThat(
            words(
                known(of(AveragePool2d.class, Direction.FORWARD), new Symptom.Throws()), GRADIENTS))
        .containsExactly("an exception");
    assertThat(
            words(
                known(of(AveragePool2d.class, Direction.BACKWARD_DATA), new Symptom.Dies()),
                GRADIENTS))
        .containsExactly("the end of the process");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "training-step network=between:average-pool2d,kernel=2x2 n=1 until=loss",
        "inference network=between:average-pool2d,kernel=2x2 n=1",
        "average-pool2d n=1 c=1 h=2 w=2 kernel=2x2"
      })
  void whereThereAreNoGradientsNoneIsWrong(String problem) {
    KnownDivergence known =
        known(of(AveragePool2d.class, Direction.BACKWARD_DATA), new Symptom.Garbage());

    assertThat(words(known, Problem.parse(problem))).isEmpty();
  }

  /** Layers may be given large numbers, and what is known of these is of no other fill. */
  @Test
  void layersAreAskedForWithSmallAndWithLargeNumbers() {
    Predicate<Problem> layer = of(AveragePool2d.class, Direction.FORWARD);

    for (Fill fill : List.of(Fill.REAL, Fill.LARGE)) {
      assertThat(words(known(layer.and(p -> p.fill() == fill), new Symptom.Garbage()), GRADIENTS))
          .containsExactly("anything");
    }
    assertThat(
            words(
                known(layer.and(p -> p.fill() == Fill.SPECIAL), new Symptom.Garbage()), GRADIENTS))
        .isEmpty();
  }

  @Test
  void smallErrorsExcuseNothing() {
    Predicate<Problem> layer = of(AveragePool2d.class, Direction.FORWARD);

    assertThat(words(known(layer, new Symptom.Inexact(1e-4, 1e-4)), GRADIENTS)).isEmpty();
    assertThat(words(known(layer, new Symptom.Inexact(1, 0)), GRADIENTS))
        .containsExactly("anything");
  }

  /** In use a batch normalisation is another operation. */
  @Test
  void ofANetworkInUseLayersAreThoseInUse() {
    KnownDivergence known =
        known(of(BatchNormInference.class, Direction.FORWARD), new Symptom.Garbage());
    String network = " network=between:batch-norm n=2";

    assertThat(words(known, Problem.parse("inference" + network))).containsExactly("anything");
    assertThat(words(known, Problem.parse("training-step" + network))).isEmpty();
  }

  @Test
  void otherNetworksAreNotConcerned() {
    assertThat(
            words(known(of(MaxPool2d.class, Direction.FORWARD), new Symptom.Garbage()), GRADIENTS))
        .isEmpty();
  }

  @Test
  void noneIsWhereNetworksAreTheirOwn() {
    KnownDivergence known =
        known(of(AveragePool2d.class, Direction.FORWARD), new Symptom.Garbage());

    assertThat(words(known.ofSingleOperations(), GRADIENTS)).isEmpty();
  }
}
