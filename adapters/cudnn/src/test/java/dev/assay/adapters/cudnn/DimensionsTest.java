package dev.assay.adapters.cudnn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.tensor.Shape;
import org.junit.jupiter.api.Test;

class DimensionsTest {

  @Test
  void areFourOrFive() {
    assertThat(Dimensions.of(Shape.of(7))).containsExactly(1, 1, 1, 7);
    assertThat(Dimensions.of(Shape.of(2, 3))).containsExactly(2, 3, 1, 1);
    assertThat(Dimensions.of(Shape.of(2, 3, 4, 5))).containsExactly(2, 3, 4, 5);
    assertThat(Dimensions.of(Shape.of(2, 3, 4, 5, 6, 7))).containsExactly(2, 3, 4, 5, 42);
  }

  @Test
  void putAnAxisInThePlaceOfTheChannels() {
    assertThat(Dimensions.around(Shape.of(2, 3, 4, 5), 1)).containsExactly(2, 3, 20, 1);
    assertThat(Dimensions.around(Shape.of(2, 3), 1)).containsExactly(2, 3, 1, 1);
    assertThat(Dimensions.around(Shape.of(2, 3), 0)).containsExactly(1, 2, 3, 1);
  }

  @Test
  void haveRowMajorStrides() {
    assertThat(Dimensions.strides(new int[] {2, 3, 4, 5})).containsExactly(60, 20, 5, 1);
  }

  @Test
  void ofParametersAreOneButForTheChannels() {
    assertThat(Dimensions.perChannel(new int[] {2, 3, 4, 5, 6})).containsExactly(1, 3, 1, 1, 1);
  }
}
