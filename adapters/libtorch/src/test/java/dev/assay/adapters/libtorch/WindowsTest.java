package dev.assay.adapters.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.Rounding;
import dev.assay.reference.op.Sides;
import dev.assay.reference.tensor.Shape;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class WindowsTest {

  @Test
  void pytorchTakesHalfAWindowOfPaddingAtMost() {
    assertThat(sequence(2, new Sides(1, 1)).takePadding()).isTrue();
    assertThat(sequence(3, new Sides(2, 2)).takePadding()).isFalse();
  }

  @Test
  void pytorchTakesTheSamePaddingOnBothSides() {
    assertThat(sequence(4, new Sides(1, 2)).takePadding()).isFalse();
  }

  @Test
  void pytorchTakesNoVolumeSmallerThanTheWindow() {
    assertThat(cube(2, 2).takePadding()).isTrue();
    assertThat(cube(1, 2).takePadding()).isFalse();
  }

  private static Windows sequence(int kernel, Sides padding) {
    return new Windows(
        new long[] {kernel},
        new long[] {1},
        Axes.of(padding),
        Rounding.DOWN,
        Shape.of(1, 1, 1),
        Shape.of(1, 1, 1));
  }

  private static Windows cube(int size, int kernel) {
    long[] kernels = {kernel, kernel, kernel};
    return new Windows(
        kernels,
        new long[] {1, 1, 1},
        new Surround(Collections.nCopies(3, new Sides(1, 1))),
        Rounding.DOWN,
        Shape.of(1, 1, size, size, size),
        Shape.of(1, 1, 1, 1, 1));
  }
}
