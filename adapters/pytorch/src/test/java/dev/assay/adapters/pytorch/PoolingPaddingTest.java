package dev.assay.adapters.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.Sides;
import org.junit.jupiter.api.Test;

class PoolingPaddingTest {

  @Test
  void halfAWindowAtMostIsTaken() {
    assertThat(PoolingPadding.isTaken(2, new Sides(1, 1))).isTrue();
    assertThat(PoolingPadding.isTaken(3, new Sides(2, 2))).isFalse();
  }

  @Test
  void theSameOnBothSidesIsTaken() {
    assertThat(PoolingPadding.isTaken(4, new Sides(1, 2))).isFalse();
  }

  @Test
  void noVolumeIsSmallerThanTheWindow() {
    assertThat(PoolingPadding.isTakenInVolume(2, new Sides(1, 1), 2)).isTrue();
    assertThat(PoolingPadding.isTakenInVolume(2, new Sides(1, 1), 1)).isFalse();
    assertThat(PoolingPadding.isTakenInVolume(2, new Sides(0, 1), 2)).isFalse();
  }
}
