package dev.assay.adapters.dl4j.layers;

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
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayerDivergencesTest {
  static final List<KnownDivergence> ALL =
      LayerDivergences.above(Divergences.of(Helper.ONE_DNN, true, 2, Layout.NCHW));

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
        "cross-entropy n=1 classes=5001 fill=cancellation",
        "cross-entropy backward-data n=1 classes=2 fill=integer seed=32",
        "binary-cross-entropy shape=1",
        "binary-cross-entropy backward-data shape=1 fill=constant",
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

  /** Measured: logits are seldom large where many channels are summed up. */
  @Test
  void lossesOfNetworksAreClippedBehindFewChannels() {
    KnownDivergence clipped =
        ALL.stream().filter(known -> known.id().equals("network-loss-clipped")).findFirst().get();

    assertThat(clipped.applies())
        .accepts(
            Problem.parse("training-step network=between:conv2d,k=1,kernel=1x1 n=2 size=6x2"),
            Problem.parse("training-step network=between:relu,c=4 n=2 size=6x2"))
        .rejects(
            Problem.parse("training-step network=between:relu n=2 size=6x2"),
            Problem.parse("training-step network=between:conv2d,k=8,kernel=1x1 n=2 size=6x2"),
            Problem.parse("training-step network=lenet5 n=2"));
  }

  /** As far as the logits allow: of a loss up to 40 no more than 23 is left, of one of 20 all. */
  @Test
  void lossesAreClippedAsFarAsTheyAreTooLarge() {
    Problem cross = Problem.parse("cross-entropy n=1 classes=1 fill=integer");
    Problem binary = Problem.parse("binary-cross-entropy shape=2 fill=integer");
    Problem gradient = Problem.parse("binary-cross-entropy backward-data shape=2 fill=integer");

    assertThat(symptoms("cross-entropy-clipped", cross, 20, -20))
        .containsExactly(new Symptom.Inexact(0, (40 - 23.02) / 41));
    assertThat(symptoms("cross-entropy-clipped", cross, 10, -10)).isEmpty();
    assertThat(symptoms("binary-cross-entropy-clipped", binary, 1, -23))
        .containsExactly(new Symptom.Inexact(2e-5 + 0x1p-23 * Math.exp(11.5), 0.5));
    assertThat(symptoms("binary-cross-entropy-clipped", gradient, 1, -23))
        .containsExactly(new Symptom.Inexact(0, 1));
    assertThat(symptoms("binary-cross-entropy-clipped", gradient, 1, -11)).isEmpty();
  }

  private static List<Symptom> symptoms(String id, Problem problem, double... logits) {
    KnownDivergence known =
        ALL.stream().filter(divergence -> divergence.id().equals(id)).findFirst().orElseThrow();
    Tensor first = Tensor.of(Shape.of(logits.length), logits);
    return known.symptoms().of(problem, () -> List.of(first));
  }

  @Test
  void whatComesThroughIsKnownOfNd4j() {
    assertThat(Divergences.of(Helper.ONE_DNN, true, 2, Layout.NCHW))
        .extracting(KnownDivergence::id)
        .containsAll(LayerDivergences.BENEATH);
  }

  @Test
  void dilationIsRefusedByOneDnnOnly() {
    assertThat(ALL).contains(LayerDivergences.DILATED_REFUSED);
    assertThat(LayerDivergences.above(Divergences.of(Helper.NONE, true, 2, Layout.NCHW)))
        .doesNotContain(LayerDivergences.DILATED_REFUSED);
  }

  @Test
  void onArmDilatedSequencesAloneAreCutOff() {
    assertThat(LayerDivergences.above(Divergences.of(Helper.ARM_COMPUTE, false, 2, Layout.NCHW)))
        .filteredOn(known -> known.id().equals("dilated-convolution-cut-off"))
        .singleElement()
        .satisfies(
            known -> {
              assertThat(known.applies()).accepts(known.counterexample());
              assertThat(known.applies())
                  .rejects(Problem.parse("conv2d n=1 c=1 h=1 w=4 k=1 kernel=1x2 dilation=1x2"));
            });
  }

  @Test
  void identifiersAreUnique() {
    assertThat(ALL).extracting(KnownDivergence::id).doesNotHaveDuplicates();
  }
}
