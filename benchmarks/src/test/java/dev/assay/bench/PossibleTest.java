package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reference.problem.Problem;
import dev.assay.spi.Device;
import org.junit.jupiter.api.Test;

class PossibleTest {
  private static final Problem PRODUCT = RoofProblem.product(2048).problem();

  @Test
  void aTimeInWhichNoMachineComputesItIsRefused() {
    Possible desktop = Possible.on(Device.CPU, 16);
    Possible card = Possible.on(Device.parse("cuda:0"), 1);

    // 17·10⁹ operations: 5 TFLOP/s, as sixteen quick cores have them, and 10⁷.
    assertThatCode(() -> desktop.check(PRODUCT, 3.4e-3)).doesNotThrowAnyException();
    assertThatThrownBy(() -> desktop.check(PRODUCT, 1e-9))
        .hasMessageStartingWith("done in 1.00e-06 ms, in which no machine computes it");
    // 1 PFLOP/s, and 10⁹.
    assertThatCode(() -> card.check(PRODUCT, 17e-6)).doesNotThrowAnyException();
    assertThatThrownBy(() -> card.check(PRODUCT, 17e-12)).isInstanceOf(WithheldException.class);
  }

  @Test
  void soIsOneInWhichNoMachineReadsIt() {
    Problem stream = RoofProblem.stream(64 << 20).problem();

    assertThatThrownBy(() -> Possible.on(Device.CPU, 2).check(stream, 1e-6))
        .isInstanceOf(WithheldException.class);
  }

  @Test
  void aViewOfTheSameMemoryMayTakeNoTime() {
    Problem view = Problem.parse("flatten shape=64x64x64x64");

    assertThatCode(() -> Possible.on(Device.CPU, 2).check(view, 1e-9)).doesNotThrowAnyException();
  }
}
