package dev.assay.spi.known;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.problem.Problem;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenCachesTest {
  private static final Problem ANY =
      Problem.parse("conv2d n=1 c=1 h=1 w=2 k=1 kernel=1x2 fill=integer");

  private static final KnownDivergence CONVOLUTIONS = HiddenCaches.ofConvolutions(ANY);
  private static final KnownDivergence PARTIAL_BLOCKS = HiddenCaches.ofPartialBlocks(ANY);

  private static List<Symptom> symptoms(KnownDivergence known, String text) {
    Problem problem = Problem.parse(text);
    assertThat(known.applies()).accepts(problem);
    return known.symptoms().of(problem, problem::inputs);
  }

  /** Its weights' gradient and its bias's are right, and held to that. */
  @Test
  void ofAConvolutionsGradientsOnlyTheDatasMayBeAnything() {
    String backward = "conv2d backward n=2 c=1 h=3 w=4 k=2 kernel=2x2 bias=true";

    for (KnownDivergence known : List.of(CONVOLUTIONS, PARTIAL_BLOCKS)) {
      assertThat(symptoms(known, backward).get(0))
          .isInstanceOfSatisfying(
              Symptom.Part.class,
              part -> {
                assertThat(part.result()).isZero();
                assertThat(part.elements().cardinality()).isEqualTo(2 * 3 * 4);
                assertThat(part.symptom()).isEqualTo(new Symptom.Garbage());
              });
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conv2d n=2 c=1 h=3 w=4 k=2 kernel=2x2",
        "conv3d backward-data n=1 c=1 d=2 h=1 w=1 k=1 kernel=2x1x1",
        "conv-transpose2d backward n=1 c=2 h=1 w=1 k=1 kernel=4x4",
        "training-step network=lenet5 n=1 until=gradients"
      })
  void anythingElseMayBeAnythingThroughout(String problem) {
    assertThat(symptoms(PARTIAL_BLOCKS, problem)).containsExactly(new Symptom.Garbage());
    assertThat(symptoms(CONVOLUTIONS, problem))
        .containsExactly(new Symptom.Garbage(), new Symptom.Dies());
  }
}
