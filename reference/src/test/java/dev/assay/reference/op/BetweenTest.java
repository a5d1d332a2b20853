package dev.assay.reference.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
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
        .containsExactly("conv1", "layer", "conv2", "flatten", "linear");
    assertThat(network.nodes().get(2).shape()).isEqualTo(Shape.of(2, 24, 8, 9));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "max-pool2d",
        "max-pool2d,kernel",
        "max-pool2d,kernel=20x20",
        "relu,a=1",
        "relu,c=x",
        "relu,c=0",
        "linear,in=3,out=2",
        "add",
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
