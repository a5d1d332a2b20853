package dev.assay.adapters.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.UnsupportedProblemException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private final Properties properties = new Properties();

  @Test
  void channelsLieLastUnlessToldOtherwise() {
    assertThat(Layout.of(properties)).isEqualTo(Layout.CHANNELS_LAST);

    properties.setProperty(Layout.PROPERTY, "contiguous");
    assertThat(Layout.of(properties)).isEqualTo(Layout.CONTIGUOUS);

    properties.setProperty(Layout.PROPERTY, "nhwc");
    assertThatThrownBy(() -> Layout.of(properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("assay.libtorch.layout=nhwc must be channels-last or contiguous");
  }

  @Test
  void float32IsFloat32UnlessToldOtherwise() {
    assertThat(Engine.precision(properties)).isEqualTo(ProductPrecision.F32);

    properties.setProperty(Engine.MATH, "tf32");
    assertThat(Engine.precision(properties)).isEqualTo(ProductPrecision.TF32);

    properties.setProperty(Engine.MATH, "bf16");
    assertThatThrownBy(() -> Engine.precision(properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("assay.libtorch.math=bf16 must be f32 or tf32");
  }

  @Test
  void whatWouldEndTheProcessIsRefused() {
    Problem weightsAlone =
        Problem.parse("group-norm backward-weights shape=1x2x1x2 groups=2 fill=integer");

    assertThatThrownBy(() -> Layout.CHANNELS_LAST.checkDirection(weightsAlone))
        .isInstanceOf(UnsupportedProblemException.class);
    Layout.CONTIGUOUS.checkDirection(weightsAlone);
    Layout.CHANNELS_LAST.checkDirection(
        Problem.parse("group-norm backward shape=1x2x1x2 groups=2"));
  }
}
