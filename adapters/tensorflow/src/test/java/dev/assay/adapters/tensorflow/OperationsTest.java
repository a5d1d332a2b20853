package dev.assay.adapters.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.spi.UnsupportedProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "locally-connected2d n=1 c=1 h=3 w=3 k=1 kernel=2x2",
        "conv3d n=1 c=2 d=2 h=2 w=2 k=2 kernel=1x1x1 groups=2",
        "average-pool2d n=1 c=1 h=4 w=4 kernel=3x3 stride=2x2 pad=1x1",
        "average-pool1d n=1 c=1 l=5 kernel=5 stride=3 pad=2 rounding=up count-pad=true",
      })
  void refusesWhatTensorFlowHasNoWayFor(String problem) {
    assertThatThrownBy(() -> call(problem)).isInstanceOf(UnsupportedProblemException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "average-pool2d n=1 c=1 h=4 w=4 kernel=3x3 pad=1x1",
        "average-pool2d n=1 c=1 h=4 w=4 kernel=3x3 stride=2x2 pad=1x1 count-pad=true",
        "average-pool2d n=1 c=1 h=5 w=5 kernel=2x2 stride=2x2 rounding=up",
        "average-pool3d n=1 c=1 d=3 h=3 w=3 kernel=3x3x3 global=true",
      })
  void averagesWhereSameSaysWhatIsLeftOut(String problem) {
    assertThat(call(problem).output().axes()).last().isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conv2d n=1 c=1 h=5 w=5 k=1 kernel=2x2 dilation=2x2",
        "conv1d n=1 c=1 l=5 k=1 kernel=2 dilation=2",
        "local-response-norm n=1 c=3 h=1 w=1",
      })
  void hasGradientsOfItsOwnWhereTheDerivedOnesForgetParameters(String problem) {
    assertThat(call(problem).gradients()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conv2d n=1 c=1 h=5 w=5 k=1 kernel=2x2 stride=2x2",
        "log-softmax shape=2x3x4 axis=1",
        "softmax shape=2x3x4 axis=1"
      })
  void leavesAllOthersToTensorFlow(String problem) {
    assertThat(call(problem).gradients()).isEmpty();
  }

  @Test
  void convolvesWithChannelsLast() {
    Call call = call("conv2d n=2 c=3 h=5 w=6 k=4 kernel=1x2 bias=true");

    assertThat(call.operand(0).shape(Shape.of(2, 3, 5, 6)).asArray()).containsExactly(2, 5, 6, 3);
    assertThat(call.operand(1).shape(Shape.of(4, 3, 1, 2)).asArray()).containsExactly(1, 2, 3, 4);
    assertThat(call.operand(2)).isEqualTo(Layout.AS_IS);
  }

  private static Call call(String problem) {
    return Operations.of(Problem.parse(problem).operation());
  }
}
