package dev.assay.adapters.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.Sides;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowTest {

  @Test
  void paddingOfOneAroundAKernelOfThreeIsSame() {
    Window window = new Window(7, 3, 1, 1, 1, 7);

    assertThat(window.isSame()).isTrue();
    assertThat(window.isValid()).isFalse();
    assertThat(window.after()).isEqualTo(1);
  }

  /** SAME would begin with no padding, and end with one. */
  @Test
  void withAStrideOfTwoItIsNot() {
    Window window = new Window(8, 3, 2, 1, 1, 4);

    assertThat(window.isSame()).isFalse();
    assertThat(window.after()).isZero();
    assertThat(new Window(8, 3, 2, 1, 0, 4).isSame()).isTrue();
  }

  @Test
  void paddingThatNoWindowReachesIsNone() {
    assertThat(new Window(5, 2, 2, 1, 0, 2).isValid()).isTrue();
  }

  @Test
  void dilationCountsForPadding() {
    assertThat(new Window(7, 3, 1, 2, 2, 7).isSame()).isTrue();
    assertThat(new Window(7, 3, 1, 2, 1, 7).isSame()).isFalse();
  }

  @Test
  void paddingThatHasBecomePartOfTheImageIsNoPadding() {
    assertThat(new Window(7, 3, 1, 1, 1, 7).inside(new Sides(1, 1)))
        .isEqualTo(new Window(9, 3, 1, 1, 0, 7));
  }

  @Test
  void oneAxisThatIsNotSameTakesTheOthersWithIt() {
    Windows windows =
        new Windows(List.of(new Window(7, 3, 1, 1, 1, 7), new Window(8, 3, 2, 1, 1, 4)));

    assertThat(windows.padding()).isEqualTo(Windows.VALID);
    assertThat(windows.border()).containsExactly(new Sides(1, 1), new Sides(1, 0));
    assertThat(windows.padded(2, 5)).containsExactly(2, 9, 9, 5);
  }
}
