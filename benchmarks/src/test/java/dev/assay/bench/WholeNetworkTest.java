package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reference.op.Architecture;
import dev.assay.reference.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WholeNetworkTest {
  private static final Architecture LENET5 =
      Architecture.all().stream()
          .filter(network -> network.name().equals("lenet5"))
          .findFirst()
          .orElseThrow();

  @Test
  void inUseItIsInferred() {
    assertThat(new WholeNetwork(LENET5, 4, Pass.INFERENCE).problem())
        .isEqualTo(Problem.parse("inference network=lenet5 n=4"));
  }

  @Test
  void elseItIsTrained() {
    assertThat(new WholeNetwork(LENET5, 4, Pass.GRADIENTS).problem())
        .isEqualTo(
            Problem.parse("training-step network=lenet5 n=4 until=gradients learning-rate=0.001"));
  }

  @Test
  void withoutGradientsItHoldsLess() {
    assertThat(new WholeNetwork(LENET5, 4, Pass.INFERENCE).estimatedBytes())
        .isEqualTo(new WholeNetwork(LENET5, 4, Pass.LOSS).estimatedBytes())
        .isLessThan(new WholeNetwork(LENET5, 4, Pass.UPDATE).estimatedBytes());
  }

  @ParameterizedTest
  @EnumSource
  void passesAreReadAsTheyAreWritten(Pass pass) {
    assertThat(Pass.parse(pass.toString())).isEqualTo(pass);
  }

  @Test
  void anotherPassIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> Pass.parse("use"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be one of [inference, loss, gradients, update]");
  }
}
