package dev.assay.adapters.dl4j.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.adapters.dl4j.Divergences;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.KnownDivergence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayerDivergencesTest {
  static final List<KnownDivergence> ALL = LayerDivergences.above(Divergences.of(true, true, 2));

  @ParameterizedTest
  @FieldSource("ALL")
  void appliesToItsCounterexample(KnownDivergence divergence) {
    assertThat(divergence.applies()).accepts(divergence.counterexample());
  }

  /** Neighbours of the counterexamples that Deeplearning4j gets right. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cross-entropy n=1 classes=2 seed=32",
        "cross-entropy backward-data n=1 classes=2 fill=integer seed=32",
        "binary-cross-entropy shape=1",
        "binary-cross-entropy-of-probabilities shape=1 fill=integer",
        "local-response-norm n=1 c=4 h=1 w=1 fill=integer",
        "local-response-norm backward-data n=1 c=1 h=1 w=1 size=1 fill=integer",
        "locally-connected2d n=1 c=1 h=1 w=2 k=1 kernel=1x1 fill=integer",
        "max-pool1d n=1 c=1 l=2 kernel=2 fill=integer",
        "max-pool2d n=1 c=1 h=1 w=1 kernel=1x2 stride=1x3 pad=0x1 fill=integer",
        "batch-norm shape=1x2 fill=integer",
        "batch-norm backward-data shape=1x2x1x1 fill=integer",
        "batch-norm shape=6x1 fill=integer",
        "conv1d n=1 c=1 l=3 k=1 kernel=2 fill=integer",
        "conv2d n=1 c=1 h=3 w=3 k=1 kernel=2x2 dilation=2x2 fill=integer",
        "tanh backward-data shape=1",
      })
  void noneWhereItIsRight(String problem) {
    assertThat(ALL)
        .filteredOn(divergence -> divergence.applies().test(Problem.parse(problem)))
        .isEmpty();
  }

  @Test
  void whatComesThroughIsKnownOfNd4j() {
    assertThat(Divergences.of(true, true, 2))
        .extracting(KnownDivergence::id)
        .containsAll(LayerDivergences.BENEATH);
  }

  @Test
  void dilationIsRefusedByOneDnnOnly() {
    assertThat(ALL).contains(LayerDivergences.DILATED_REFUSED);
    assertThat(LayerDivergences.above(Divergences.of(false, true, 2)))
        .doesNotContain(LayerDivergences.DILATED_REFUSED);
  }

  @Test
  void identifiersAreUnique() {
    assertThat(ALL).extracting(KnownDivergence::id).doesNotHaveDuplicates();
  }
}
