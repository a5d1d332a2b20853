package dev.assay.reference.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorTest {

  @Test
  void shape() {
    Shape shape = Shape.of(2, 3, 5);

    assertThat(shape.rank()).isEqualTo(3);
    assertThat(shape.size()).isEqualTo(30);
    assertThat(shape.dimension(1)).isEqualTo(3);
    assertThat(shape.toArray()).containsExactly(2, 3, 5);
    assertThat(shape.toLongArray()).containsExactly(2L, 3L, 5L);
    assertThat(shape).hasToString("2x3x5").isEqualTo(Shape.parse("2x3x5"));
    assertThat(shape).hasSameHashCodeAs(Shape.parse("2x3x5"));
    assertThat(shape).isNotEqualTo(Shape.of(2, 3)).isNotEqualTo(Shape.of(5, 3, 2));
    assertThat(Shape.of(2, 3).hashCode()).isNotEqualTo(Shape.of(3, 2).hashCode());
    assertThat(shape.equals((Object) "2x3x5")).isFalse();
  }

  /** The last axis is dense. */
  @Test
  void rowMajorOrder() {
    Shape shape = Shape.of(2, 3, 5);

    assertThat(shape.stride(0)).isEqualTo(15);
    assertThat(shape.stride(1)).isEqualTo(5);
    assertThat(shape.stride(2)).isEqualTo(1);
    for (int index = 0; index < 30; index++) {
      int[] coordinates = shape.coordinates(index);
      assertThat(coordinates[2]).isBetween(0, 4);
      assertThat(coordinates[1]).isBetween(0, 2);
      assertThat(15 * coordinates[0] + 5 * coordinates[1] + coordinates[2]).isEqualTo(index);
    }
  }

  @Test
  void shapesOwnTheirDimensions() {
    int[] dimensions = {2, 3};
    Shape shape = Shape.of(dimensions);
    dimensions[0] = 7;
    shape.toArray()[1] = 7;

    assertThat(shape).isEqualTo(Shape.of(2, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "2x-1", "65536x32768", "2147483647x2147483647x2147483647"})
  void noShape(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shape.parse(text))
        .withMessageContaining("shape " + text + " has");
  }

  @Test
  void theLargestShape() {
    assertThat(Shape.of(2147483647, 1).size()).isEqualTo(2147483647);
  }

  @Test
  void tensor() {
    Tensor tensor = Tensor.of(Shape.of(2, 2), 1, 0.1, -3, 1e300);

    assertThat(tensor.size()).isEqualTo(4);
    assertThat(tensor.get(2)).isEqualTo(-3);
    assertThat(tensor.toFloats()).containsExactly(1, 0.1f, -3, Float.POSITIVE_INFINITY);
    assertThat(tensor.reshape(Shape.of(4)).shape()).isEqualTo(Shape.of(4));
    assertThat(tensor.reshape(Shape.of(4)).values()).isSameAs(tensor.values());
    assertThat(Tensor.ofFloats(Shape.of(2), new float[] {0.1f, 2}).values())
        .containsExactly(0.1f, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tensor.reshape(Shape.of(5)))
        .withMessage("shape 5 needs 5 values, not 4");
  }

  @Test
  void longTensorsPrintTheirSize() {
    assertThat(Tensor.of(Shape.of(1, 2), 1, -0.5)).hasToString("1x2 [1.0, -0.5]");
    assertThat(new Tensor(Shape.of(64), new double[64]).toString()).endsWith("0.0]");
    assertThat(new Tensor(Shape.of(65), new double[65])).hasToString("65 (65 values)");
  }
}
