package dev.assay.reference.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BetweenTest {
  private static Operation layer(String text) {
    return Architecture.parse("between:" + text)
        .network(2, new Extent(9, 10))
        .nodes()
        .get(1)
        .operation();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sigmoid | sigmoid shape=2x16x9x10",
        "layer-norm,axes=3 | layer-norm shape=2x16x9x10 axes=3",
        "max-pool2d,c=5,kernel=3x3,stride=2x2 | max-pool2d n=2 c=5 h=9 w=10 kernel=3x3 stride=2x2",
        "conv2d,k=8,kernel=3x3,groups=4 | conv2d n=2 c=16 h=9 w=10 k=8 kernel=3x3 groups=4",
        "dropout | dropout shape=2x16x9x10",
      })
  void shapesFollowFromWhatIsBelow(String text, String problem) {
    assertThat(layer(text)).isEqualTo(Problem.parse(problem).operation());
  }

  @Test
  void aProblemSaysIt() {
    String text = "training-step network=between:max-pool2d,kernel=2x2 n=2 size=9x10";
    Problem problem = Problem.parse(text);
    assertThat(problem).hasToString(text).isEqualTo(Problem.parse(problem.toString()));
    Network network = ((TrainingStep) problem.operation()).layers();
    assertThat(network.nodes())
        .extracting(Network.Node::name)
        .containsExactly("conv1", "layer1", "conv2", "flatten", "linear");
    assertThat(network.nodes().get(2).shape()).isEqualTo(Shape.of(2, 24, 8, 9));
  }

  @Test
  void layersStandUponEachOther() {
    Network network =
        Architecture.parse("between:max-pool2d,kernel=2x2,c=4+conv2d,k=6,kernel=3x3+relu")
            .network(2, new Extent(9, 10));
    assertThat(network.nodes().subList(1, 4))
        .extracting(Network.Node::name)
        .containsExactly("layer1", "layer2", "layer3");
    assertThat(network.shapeOf("layer2")).isEqualTo(Shape.of(2, 6, 6, 7));
  }

  /** The other input of what takes two comes past the layers between. */
  @Test
  void whatTakesTwoInputsTakesTheFirstConvolutions() {
    Network network =
        Architecture.parse("between:relu,c=4+add+relu+concat").network(2, new Extent(9, 10));
    assertThat(network.nodes())
        .extracting(Network.Node::sources)
        .startsWith(List.of(Network.IMAGES), List.of(0), List.of(1, 0), List.of(2), List.of(3, 0));
    assertThat(network.shapeOf("layer4")).isEqualTo(Shape.of(2, 8, 9, 10));
    assertThat(layer("add")).isEqualTo(new Add(Shape.of(2, 16, 9, 10)));
  }

  /** Whoever names a network asks for it with no images yet. */
  @ParameterizedTest
  @ValueSource(
      strings = {"relu,c=x", "relu,c=0", "relu,c=9999999999", "nothing", "relu+", "relu,a"})
  void whatIsNoNetworkIsRefusedByItsName(String layers) {
    assertThatThrownBy(() -> Architecture.find("between:" + layers))
        .isInstanceOf(InvalidOperationException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "relu+",
        "+relu",
        "relu+relu,c=4",
        "relu,shape=2x3",
        "max-pool2d,kernel=2x2,n=3",
        "max-pool2d,kernel=2x2+add",
        "max-pool2d,kernel=2x2+concat",
        "concat,axis=1",
        "concat,other=3",
        "nothing",
        "max-pool2d",
        "max-pool2d,kernel",
        "max-pool2d,kernel=20x20",
        "relu,a=1",
        "relu,c=x",
        "relu,c=0",
        "linear,in=3,out=2",
        "cross-entropy,n=2,classes=3",
        "batch-norm-statistics",
        "flatten",
        "random-dropout",
        "sgd,size=3",
        "lenet5",
        "inference,network=lenet5"
      })
  void whatIsNoLayerIsRefused(String layer) {
    assertThatThrownBy(() -> Problem.parse("inference n=1 network=between:" + layer))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
