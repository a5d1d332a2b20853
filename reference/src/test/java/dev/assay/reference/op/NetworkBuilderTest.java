package dev.assay.reference.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.reference.tensor.Shape;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What layers make of what is below, and what they refuse. */
class NetworkBuilderTest {
  private static NetworkBuilder below(int... shape) {
    return new NetworkBuilder("tiny", Shape.of(shape));
  }

  @Test
  void shapesFollowFromWhatIsBelow() {
    NetworkBuilder layers = below(2, 3, 8, 9);
    layers.conv("conv", 4, 3, 1, 1);
    assertThat(layers.shape()).hasToString("2x4x8x9");
    layers.batchNorm("norm");
    layers.relu("relu");
    layers.localResponseNorm("response");
    layers.dropout("dropout");
    assertThat(layers.shape()).hasToString("2x4x8x9");
    layers.maxPool("max", 2, 2, 0);
    assertThat(layers.shape()).hasToString("2x4x4x4");
    layers.averagePool("average", 2, 2);
    assertThat(layers.shape()).hasToString("2x4x2x2");
    layers.shortcut("shortcut", 2, 1, 2);
    assertThat(layers.shape()).hasToString("2x7x1x1");
    layers.flatten("flatten");
    assertThat(layers.shape()).hasToString("2x7");
    layers.linear("linear", 5);
    assertThat(layers.build().classes()).isEqualTo(5);
  }

  @Test
  void layersOfImagesTakeNoRows() {
    String reason = "layer takes 4 dimensions, not 2x7";
    refuses(reason, layers -> layers.conv("layer", 4, 3, 1, 1));
    refuses(reason, layers -> layers.maxPool("layer", 2, 2, 0));
    refuses(reason, layers -> layers.averagePool("layer", 2, 2));
    refuses(reason, layers -> layers.globalAveragePool("layer"));
    refuses(reason, layers -> layers.localResponseNorm("layer"));
    refuses(reason, layers -> layers.shortcut("layer", 2, 1, 2));
  }

  @Test
  void whatMakesNoNetworkIsRefused() {
    refuses("tiny has no layers", NetworkBuilder::build);
    refuses(
        "sum takes 2x7, not 2x5",
        layers -> {
          layers.add("sum", Network.IMAGES, layers.linear("linear", 5));
          layers.build();
        });
    assertThatExceptionOfType(InvalidOperationException.class)
        .isThrownBy(() -> below(2, 3, 8, 9).linear("layer", 5))
        .withMessage("layer takes 2 dimensions, not 2x3x8x9");
  }

  private static void refuses(String reason, Consumer<NetworkBuilder> use) {
    assertThatExceptionOfType(InvalidOperationException.class)
        .isThrownBy(() -> use.accept(below(2, 7)))
        .withMessage(reason);
  }
}
