package dev.assay.adapters.cudnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.reference.op.LocallyConnected2d;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayersTest {

  @Test
  void areAllThatNetworksAreMadeOf() {
    for (Architecture architecture : Architecture.all()) {
      Network network = architecture.network(1, architecture.size());
      assertThat(network.nodes())
          .as(architecture.name())
          .extracting(node -> node.operation().getClass())
          .allMatch(Layers.operations()::contains);
    }
  }

  @Test
  void areNotLocallyConnected() {
    assertThat(Layers.operations()).doesNotContain(LocallyConnected2d.class);
  }

  @Test
  void localResponsesBeyondCudnnsLimitsAreUnsupported() {
    assertThatCode(() -> check("size=15 k=1.0E-5 beta=0.01")).doesNotThrowAnyException();
    assertThatThrownBy(() -> check("size=17"))
        .isInstanceOf(UnsupportedProblemException.class)
        .hasMessage("no window of more than 16 channels");
    assertThatThrownBy(() -> check("beta=0.0")).hasMessageStartingWith("no beta below 0.01");
    assertThatThrownBy(() -> check("k=1.0E-6")).hasMessageStartingWith("no beta below 0.01");
  }

  @Test
  void convolutionsAreThemselvesAndNetworksThatHaveThem() {
    assertThat(
            List.of(
                "conv1d n=1 c=1 l=3 k=1 kernel=2",
                "conv2d n=1 c=1 h=3 w=3 k=1 kernel=2x2",
                "conv3d n=1 c=1 d=3 h=3 w=3 k=1 kernel=2x2x2",
                "conv-transpose2d n=1 c=1 h=3 w=3 k=1 kernel=2x2",
                "training-step network=lenet5 n=1",
                "inference network=lenet5 n=1"))
        .allMatch(text -> Convolutions.areIn(Problem.parse(text).operation()));
    assertThat(
            List.of(
                "relu shape=2x3",
                "linear n=1 in=2 out=3",
                "max-pool2d n=1 c=1 h=3 w=3 kernel=2x2",
                "average-pool1d n=1 c=1 l=3 kernel=2"))
        .noneMatch(text -> Convolutions.areIn(Problem.parse(text).operation()));
  }

  private static void check(String parameters) {
    Operation norm =
        Problem.parse("local-response-norm n=1 c=20 h=1 w=1 " + parameters).operation();
    LocalResponses.check((LocalResponseNorm) norm);
  }

  @Test
  void runningVarianceOfOneValueIsUnsupported() {
    assertThat(RunningStatistics.correction(5)).isEqualTo(1.25);
    assertThatThrownBy(() -> RunningStatistics.correction(1))
        .isInstanceOf(UnsupportedProblemException.class);
  }

  /** A library that gets addresses would read past the end. */
  @Test
  void inputsOfOtherShapesAreRefusedBeforeTheyAreAddresses() {
    BatchNorm norm = new BatchNorm(Shape.of(2, 3), 1e-5);
    Tensor x = Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    Tensor three = Tensor.of(Shape.of(3), 1, 2, 3);
    Tensor two = Tensor.of(Shape.of(2), 1, 2);

    assertThatCode(() -> Inputs.check(norm, List.of(x, three, three))).doesNotThrowAnyException();
    assertThatThrownBy(() -> Inputs.check(norm, List.of(x, three, two)))
        .hasMessage("an input of shape 2 instead of 3: the libraries know addresses, not shapes");
    assertThatThrownBy(() -> Inputs.check(norm, List.of(x, three, three, three)))
        .hasMessageStartingWith("an input of shape 3 instead of 2x3");
  }
}
