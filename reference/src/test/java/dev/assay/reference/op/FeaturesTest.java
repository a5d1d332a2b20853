package dev.assay.reference.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reference.init.Initializer;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The output of a layer inside a network. */
class FeaturesTest {
  private static final Network LENET = Architecture.parse("lenet5").network(2, new Extent(32, 32));

  @Test
  void aLayersOutputIsWhatItsLayersGiveOneAfterTheOther() {
    Inference inference = features("inference network=lenet5 n=2 layer=tanh1");
    Tensor images = new Initializer.Normal(1).weights(LENET.input(), 3);
    List<Tensor> state = LENET.initialState(new Initializer.HeUniform(), 4);
    assertThat(inference.operands()).hasSize(3); // images, weights and bias of C1

    double[] convolved =
        Evaluate.output(
            LENET.nodes().get(0).operation(),
            images.values(),
            state.get(0).values(),
            state.get(1).values());
    double[] expected = Evaluate.output(LENET.nodes().get(1).operation(), convolved);
    double[] actual =
        Evaluate.output(inference, images.values(), state.get(0).values(), state.get(1).values());
    assertThat(inference.outputShape()).isEqualTo(Shape.of(2, 6 * 28 * 28));
    assertThat(actual).containsExactly(expected, within(1e-12));
    assertThat(inference.outputs().get(0).name()).isEqualTo("output of tanh1");
    assertThat(LENET.shapeOf("tanh1")).isEqualTo(Shape.of(2, 6, 28, 28));
  }

  /** Of the layers before it in the list, those of other branches are none of its business. */
  @Test
  void onlyWhatALayerDependsOnIsKept() {
    Network network = Architecture.parse("resnet20").network(1, new Extent(32, 32));
    Network part = network.upTo("layer2.0.shortcut");
    assertThat(part.nodes())
        .extracting(Network.Node::name)
        .contains("conv1", "layer1.2.conv2", "layer2.0.shortcut")
        .doesNotContain("layer2.0.conv1", "layer2.0.bn2", "linear");
    assertThat(part.parameters().size()).isLessThan(network.parameters().size());
  }

  @Test
  void everyLayerOfEveryNetworkCanBeTheLast() {
    for (Architecture architecture : Architecture.all()) {
      Network network = architecture.network(1, architecture.size());
      for (Network.Node node : network.nodes()) {
        Network part = network.upTo(node.name());
        assertThat(part.classes()).as(node.name()).isEqualTo(node.shape().size());
      }
    }
  }

  @Test
  void theTextOfAWholeNetworkStaysAsItIs() {
    String whole = "inference network=lenet5 n=2 size=32x32";
    assertThat(Problem.parse(whole).toString()).isEqualTo(whole);
    String part = "inference network=lenet5 n=2 size=32x32 layer=C5";
    assertThat(Problem.parse(part).toString()).isEqualTo(part);
  }

  @Test
  void layersThatThereAreNotAreRefused() {
    assertThatThrownBy(() -> features("inference network=lenet5 n=1 layer=tanh2"))
        .isInstanceOf(InvalidOperationException.class)
        .hasMessageContaining("lenet5 has no layer 'tanh2'; did you mean tanh1");
  }

  private static Inference features(String text) {
    return (Inference) Problem.parse(text).operation();
  }
}
