package dev.assay.adapters.cudnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Properties;
import org.bytedeco.cuda.global.cudnn;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private final Properties properties = new Properties();

  private Settings settings() {
    return Settings.of(MathMode.F32, properties);
  }

  @Test
  void byDefaultMeasuresDeterministicAlgorithmsWithinAGibibyte() {
    assertThat(settings())
        .isEqualTo(new Settings(MathMode.F32, Optional.empty(), true, true, 1L << 30));
    assertThat(settings().algorithms())
        .isEqualTo("fastest as measured of those without transform, deterministic");
  }

  @Test
  void propertiesChangeEachOnItsOwn() {
    properties.setProperty(Settings.ALGORITHM, "WINOGRAD");
    properties.setProperty(Settings.SEARCH, "guessed");
    properties.setProperty(Settings.NON_DETERMINISTIC, "true");
    properties.setProperty(Settings.WORKSPACE, "64");

    assertThat(settings())
        .isEqualTo(new Settings(MathMode.F32, Optional.of("WINOGRAD"), false, false, 64L << 20));
    assertThat(settings().algorithms()).isEqualTo("WINOGRAD");
  }

  @Test
  void whatMakesNoSenseIsRefusedByName() {
    properties.setProperty(Settings.WORKSPACE, "-1");
    assertThatThrownBy(this::settings)
        .hasMessage("assay.cudnn.workspace=-1 must be a number of MiB");
    properties.setProperty(Settings.WORKSPACE, "9999999999999999");
    assertThatThrownBy(this::settings)
        .hasMessage("assay.cudnn.workspace=9999999999999999 must be a number of MiB");
    properties.setProperty(Settings.SEARCH, "lucky");
    assertThatThrownBy(this::settings)
        .hasMessage("assay.cudnn.search=lucky must be measured or guessed");
  }

  @Test
  void strictFloat32TakesNoTensorCores() {
    assertThat(MathMode.F32.permits(cudnn.CUDNN_FMA_MATH)).isTrue();
    assertThat(MathMode.F32.permits(cudnn.CUDNN_TENSOR_OP_MATH)).isFalse();
    assertThat(MathMode.F32.permits(cudnn.CUDNN_TENSOR_OP_MATH_ALLOW_CONVERSION)).isFalse();
    // "Default" lets cuDNN take tensor cores, so it is never what runs.
    assertThat(MathMode.F32.typeToRun(cudnn.CUDNN_DEFAULT_MATH)).isEqualTo(cudnn.CUDNN_FMA_MATH);
  }

  @Test
  void tf32IsNoFloat16() {
    assertThat(MathMode.TF32.permits(cudnn.CUDNN_TENSOR_OP_MATH)).isTrue();
    assertThat(MathMode.TF32.permits(cudnn.CUDNN_TENSOR_OP_MATH_ALLOW_CONVERSION)).isFalse();
  }

  @Test
  void transformsAreToldByTheirNames() {
    assertThat(Algorithms.transforms("WINOGRAD_NONFUSED")).isTrue();
    assertThat(Algorithms.transforms("FFT_TILING")).isTrue();
    assertThat(Algorithms.transforms("IMPLICIT_PRECOMP_GEMM")).isFalse();
    assertThat(Algorithms.transforms("ALGO_1")).isFalse();
  }
}
