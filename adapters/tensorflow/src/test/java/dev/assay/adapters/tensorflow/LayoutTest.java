package dev.assay.adapters.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {
  /** Two channels of two rows and three columns. */
  private static final Shape IMAGE = Shape.of(1, 2, 2, 3);

  private static final float[] VALUES = {0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15};

  @Test
  void bringsChannelsBehindPositions() {
    Layout layout = Layout.channelsLast(4);

    float[] arranged = layout.arrange(VALUES, IMAGE);

    assertThat(layout.shape(IMAGE).asArray()).containsExactly(1, 2, 3, 2);
    assertThat(arranged).containsExactly(0, 10, 1, 11, 2, 12, 3, 13, 4, 14, 5, 15);
    assertThat(layout.rowMajor(arranged, IMAGE)).containsExactly(VALUES);
  }

  @Test
  void bringsFiltersBehindTaps() {
    Layout layout = Layout.ofKernel(4);

    assertThat(layout.axes()).isEqualTo(List.of(2, 3, 1, 0));
    assertThat(layout.rowMajor(layout.arrange(VALUES, IMAGE), IMAGE)).containsExactly(VALUES);
  }

  @Test
  void tellsWhereAxesLie() {
    assertThat(Layout.AS_IS.position(2)).isEqualTo(2);
    assertThat(Layout.IMAGES.position(1)).isEqualTo(3);
    assertThat(Layout.inNetworks(IMAGE)).isEqualTo(Layout.IMAGES);
    assertThat(Layout.inNetworks(Shape.of(2, 3))).isEqualTo(Layout.AS_IS);
  }

  @Test
  void leavesAloneWhatLiesAsInTheProblem() {
    assertThat(Layout.AS_IS.arrange(VALUES, IMAGE)).isSameAs(VALUES);
    assertThat(Layout.AS_IS.shape(IMAGE).asArray()).containsExactly(1, 2, 2, 3);
  }
}
