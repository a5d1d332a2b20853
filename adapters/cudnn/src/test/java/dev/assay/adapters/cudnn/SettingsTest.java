package dev.assay.adapters.cudnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Properties;
import org.bytedeco.cuda.global.cublas;
import org.bytedeco.cuda.global.cudnn;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private final Properties properties = new Properties();

  private Settings settings() {
    return Settings.of(properties);
  }

  @Test
  void byDefaultMeasuresDeterministicAlgorithmsInFloat32WithinAGibibyte() {
    assertThat(settings()).isEqualTo(new Settings(MathMode.F32, List.of(), false, true, 1L << 30));
    assertThat(settings().choice())
        .isEqualTo("fastest as measured of those without transform, deterministic");
  }

  @Test
  void propertiesChangeEachOnItsOwn() {
    properties.setProperty(Settings.MATH, "tf32");
    properties.setProperty(Settings.ALGORITHMS, "WINOGRAD,ALGO_1");
    properties.setProperty(Settings.SEARCH, "guessed");
    properties.setProperty(Settings.WORKSPACE, "64");

    assertThat(settings())
        .isEqualTo(
            new Settings(MathMode.TF32, List.of("WINOGRAD", "ALGO_1"), false, false, 64L << 20));
    assertThat(settings().choice()).isEqualTo("WINOGRAD, ALGO_1");
  }

  @Test
  void anyAlgorithmIsTheFastestOfAll() {
    properties.setProperty(Settings.ALGORITHMS, "any");

    assertThat(settings()).isEqualTo(new Settings(MathMode.F32, List.of(), true, true, 1L << 30));
    assertThat(settings().choice()).isEqualTo("fastest as measured");
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
    properties.setProperty(Settings.ALGORITHMS, "WINOGRAD,ALGO_2");
    assertThatThrownBy(this::settings)
        .hasMessage(
            "assay.cudnn.algorithms=WINOGRAD,ALGO_2 must be any, or some of"
                + " ALGO_0,ALGO_1,ALGO_3,DIRECT,FFT,FFT_TILING,GEMM,IMPLICIT_GEMM,"
                + "IMPLICIT_PRECOMP_GEMM,WINOGRAD,WINOGRAD_NONFUSED");
    properties.setProperty(Settings.MATH, "f16");
    assertThatThrownBy(this::settings).hasMessage("assay.cudnn.math=f16 must be f32 or tf32");
  }

  @Test
  void onlyOtherAlgorithmsConcernConvolutionsAlone() {
    assertThat(settings().concernConvolutionsAlone()).isFalse();
    properties.setProperty(Settings.ALGORITHMS, "any");
    assertThat(settings().concernConvolutionsAlone()).isTrue();
    properties.setProperty(Settings.ALGORITHMS, "FFT");
    assertThat(settings().concernConvolutionsAlone()).isTrue();
    // Matrix products are other ones then, too.
    properties.setProperty(Settings.MATH, "tf32");
    assertThat(settings().concernConvolutionsAlone()).isFalse();
  }

  @Test
  void strictFloat32TakesNoTensorCores() {
    assertThat(MathMode.F32.permits(cudnn.CUDNN_FMA_MATH)).isTrue();
    assertThat(MathMode.F32.permits(cudnn.CUDNN_TENSOR_OP_MATH)).isFalse();
    assertThat(MathMode.F32.permits(cudnn.CUDNN_TENSOR_OP_MATH_ALLOW_CONVERSION)).isFalse();
    // "Default" lets cuDNN take tensor cores, so it is never what runs.
    assertThat(MathMode.F32.typeToRun(cudnn.CUDNN_DEFAULT_MATH)).isEqualTo(cudnn.CUDNN_FMA_MATH);
  }

  /** The default mode of products is float32; TF32 has to be asked for. */
  @Test
  void productsAreInTf32OnlyIfThatIsAskedFor() {
    assertThat(MathMode.F32.products()).isEqualTo(cublas.CUBLAS_DEFAULT_MATH);
    assertThat(MathMode.TF32.products()).isEqualTo(cublas.CUBLAS_TF32_TENSOR_OP_MATH);
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

  @Test
  void ofAllAlgorithmsThoseAreTakenThatTheSettingsAllow() {
    List<String> names = List.of("IMPLICIT_GEMM", "WINOGRAD");
    int success = cudnn.CUDNN_STATUS_SUCCESS;
    int fma = cudnn.CUDNN_FMA_MATH;
    Candidate plain = new Candidate(0, success, 1 << 20, cudnn.CUDNN_DETERMINISTIC, fma);

    assertThat(Algorithms.isAllowed(settings(), names, plain)).isTrue();
    assertThat(
            List.of(
                new Candidate(1, success, 0, cudnn.CUDNN_DETERMINISTIC, fma),
                new Candidate(7, success, 0, cudnn.CUDNN_DETERMINISTIC, fma),
                new Candidate(0, success, (1L << 30) + 1, cudnn.CUDNN_DETERMINISTIC, fma),
                new Candidate(0, success, 0, cudnn.CUDNN_NON_DETERMINISTIC, fma),
                new Candidate(
                    0, success, 0, cudnn.CUDNN_DETERMINISTIC, cudnn.CUDNN_TENSOR_OP_MATH)))
        .noneMatch(candidate -> Algorithms.isAllowed(settings(), names, candidate));
    properties.setProperty(Settings.ALGORITHMS, "any");
    assertThat(
            List.of(
                new Candidate(0, success, 0, cudnn.CUDNN_NON_DETERMINISTIC, fma),
                new Candidate(1, success, 0, cudnn.CUDNN_DETERMINISTIC, fma)))
        .allMatch(candidate -> Algorithms.isAllowed(settings(), names, candidate));
    assertThat(
            List.of(
                new Candidate(0, success, (1L << 30) + 1, cudnn.CUDNN_DETERMINISTIC, fma),
                new Candidate(
                    0, success, 0, cudnn.CUDNN_DETERMINISTIC, cudnn.CUDNN_TENSOR_OP_MATH)))
        .noneMatch(candidate -> Algorithms.isAllowed(settings(), names, candidate));
  }
}
