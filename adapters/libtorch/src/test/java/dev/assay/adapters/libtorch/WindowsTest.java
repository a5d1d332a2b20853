package dev.assay.adapters.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.MaxPool3d;
import dev.assay.reference.problem.Problem;
import org.junit.jupiter.api.Test;

class WindowsTest {

  @Test
  void imagesMayBeSmallerThanTheWindow() {
    assertThat(image("kernel=2x4 pad=1x2").takePadding()).isTrue();
  }

  @Test
  void paddingOfEveryAxisMustBeTaken() {
    assertThat(image("kernel=2x3 pad=1x2").takePadding()).isFalse();
    assertThat(image("kernel=2x4 pad=1x1:2").takePadding()).isFalse();
  }

  @Test
  void volumesMayNotBeSmallerThanTheWindow() {
    assertThat(cube(2, 2).takePadding()).isTrue();
    assertThat(cube(1, 2).takePadding()).isFalse();
  }

  private static Windows image(String parameters) {
    Problem problem = Problem.parse("max-pool2d n=1 c=1 h=1 w=1 " + parameters);
    return Windows.of((MaxPool2d) problem.operation());
  }

  private static Windows cube(int size, int kernel) {
    String text =
        String.format(
            "max-pool3d n=1 c=1 d=%1$d h=%1$d w=%1$d kernel=%2$dx%2$dx%2$d pad=1x1x1",
            size, kernel);
    return Windows.of((MaxPool3d) Problem.parse(text).operation());
  }
}
