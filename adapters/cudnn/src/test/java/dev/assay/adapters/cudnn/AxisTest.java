package dev.assay.adapters.cudnn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {

  @Test
  void paddingOnBothSidesIsCudnns() {
    Axis axis = new Axis(8, 3, 1, 1, 1, 1, 8);

    assertThat(axis.isPaddedAlike()).isTrue();
    assertThat(axis.pad()).isEqualTo(1);
    assertThat(List.of(axis.borderBefore(), axis.borderAfter())).containsExactly(0, 0);
  }

  /** The last row of padding is in no window, so that it may as well be there. */
  @Test
  void paddingThatNoWindowReadsDoesNotMatter() {
    assertThat(new Axis(8, 3, 1, 2, 1, 0, 4).isPaddedAlike()).isTrue();
  }

  @Test
  void paddingOnOneSideTakesABorder() {
    Axis axis = new Axis(8, 3, 1, 1, 0, 1, 7);

    assertThat(axis.isPaddedAlike()).isFalse();
    assertThat(axis.pad()).isZero();
    assertThat(List.of(axis.borderBefore(), axis.borderAfter())).containsExactly(0, 1);
  }

  /** "Ceil mode": five elements, windows of two, stride two: the last reaches past the end. */
  @Test
  void aPartialLastWindowTakesABorder() {
    Axis axis = new Axis(5, 2, 1, 2, 0, 0, 3);

    assertThat(axis.borderAfter()).isEqualTo(1);
    assertThat(List.of(axis.inside(0), axis.inside(2))).containsExactly(2, 1);
    assertThat(List.of(axis.padded(0), axis.padded(2))).containsExactly(2, 1);
  }

  /** cuDNN is to refuse it. */
  @Test
  void whatMakesNoSenseIsToldAsItIs() {
    assertThat(new Axis(5, 3, 1, 0, 0, 0, 0).isPaddedAlike()).isTrue();
    assertThat(new Axis(5, 3, 1, 1, -1, -1, 1).pad()).isEqualTo(-1);
    assertThat(new Axis(9, 3, 1, 2, 0, 0, 3).isPaddedAlike()).as("too few windows").isTrue();
  }

  /** For every small axis: the windows that are asked for, read where they are asked for. */
  @Test
  void cudnnFindsTheWindowsAskedFor() {
    int borders = 0;
    for (int input = 1; input <= 7; input++) {
      for (int taps = 1; taps <= 4; taps++) {
        for (int dilation = 1; dilation <= 2; dilation++) {
          for (int stride = 1; stride <= 4; stride++) {
            for (int before = 0; before <= 3; before++) {
              for (int after = 0; after <= 3; after++) {
                int room = input + before + after - (taps - 1) * dilation - 1;
                for (int windows : List.of(room / stride + 1, (room + stride - 1) / stride + 1)) {
                  if (room >= 0 && (windows - 1) * stride < input + before) {
                    Axis axis = new Axis(input, taps, dilation, stride, before, after, windows);
                    borders += axis.isPaddedAlike() ? 0 : 1;
                    assertThat(windowsOfCudnn(axis)).as("%s", axis).isEqualTo(windows);
                    assertThat(axis.pad() + axis.borderBefore()).as("%s", axis).isEqualTo(before);
                  }
                }
              }
            }
          }
        }
      }
    }
    assertThat(borders).isPositive();
  }

  /** cuDNN's rule, of the axis with its border. */
  private static int windowsOfCudnn(Axis axis) {
    int bordered = axis.borderBefore() + axis.input() + axis.borderAfter();
    int reach = (axis.taps() - 1) * axis.dilation() + 1;
    return (bordered + 2 * axis.pad() - reach) / axis.stride() + 1;
  }

  @Test
  void sharesOfWholeWindowsAreOne() {
    Axis axis = new Axis(4, 2, 1, 2, 0, 0, 2);

    assertThat(new WindowShares(List.of(axis, axis), true).areAllOne()).isTrue();
    assertThat(new WindowShares(List.of(axis, axis), false).areAllOne()).isTrue();
  }

  @Test
  void sharesCountWhatLiesOnTheAxis() {
    Axis rows = new Axis(3, 2, 1, 1, 1, 0, 3);
    Axis columns = new Axis(2, 2, 1, 1, 0, 0, 1);

    assertThat(new WindowShares(List.of(rows, columns), false).values()).containsExactly(2, 1, 1);
    assertThat(new WindowShares(List.of(rows, columns), true).values()).containsExactly(1, 1, 1);
  }

  @Test
  void sharesOfAPartialWindowLeaveOutWhatLiesBeyondThePadding() {
    Axis axis = new Axis(4, 3, 1, 3, 0, 1, 2);

    assertThat(new WindowShares(List.of(axis), true).values()).containsExactly(1, 1.5f);
    assertThat(new WindowShares(List.of(axis), false).values()).containsExactly(1, 3);
  }
}
