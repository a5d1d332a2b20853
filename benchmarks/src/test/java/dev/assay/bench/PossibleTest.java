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

    // 17.18·10⁹ operations, at 64 TFLOP/s: ten times what sixteen quick cores have.
    assertThatCode(() -> desktop.check(PRODUCT, 269e-6)).doesNotThrowAnyException();
    assertThatThrownBy(() -> desktop.check(PRODUCT, 268e-6))
        .isInstanceOf(WithheldException.class)
        .hasMessageStartingWith("done in 0.268 ms, in which no machine computes it");
    // At 20 PFLOP/s.
    assertThatCode(() -> card.check(PRODUCT, 0.86e-6)).doesNotThrowAnyException();
    assertThatThrownBy(() -> card.check(PRODUCT, 0.85e-6)).isInstanceOf(WithheldException.class);
  }

  @Test
  void soIsOneInWhichNoMachineReadsIt() {
    Problem stream = RoofProblem.stream(64 << 20).problem();

    Possible laptop = Possible.on(Device.CPU, 2);
    Possible card = Possible.on(Device.parse("cuda:0"), 1);

    // Three arrays of 64 MiB, at 4 TB/s.
    assertThatCode(() -> laptop.check(stream, 50.4e-6)).doesNotThrowAnyException();
    assertThatThrownBy(() -> laptop.check(stream, 50.3e-6)).isInstanceOf(WithheldException.class);
    // At 200 TB/s.
    assertThatCode(() -> card.check(stream, 1.01e-6)).doesNotThrowAnyException();
    assertThatThrownBy(() -> card.check(stream, 1.00e-6)).isInstanceOf(WithheldException.class);
  }

  @Test
  void aViewOfTheSameMemoryMayTakeNoTime() {
    Problem view = Problem.parse("flatten shape=64x64x64x64");

    assertThatCode(() -> Possible.on(Device.CPU, 2).check(view, 1e-9)).doesNotThrowAnyException();
  }
}
